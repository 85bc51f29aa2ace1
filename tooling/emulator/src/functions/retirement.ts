import type { Instance } from '../instance/instance.ts';

/** Ends instances that have had no call for a while. */
export interface Retirement {
  /** An instance has no call from now on. */
  schedule(instance: Instance): void;
  cancel(instance: Instance): void;
}

/** @param end called when the time of an instance has come and it still has no call */
export function createRetirement(idleMs: number, end: (instance: Instance) => void): Retirement {
  const timers = new Map<Instance, NodeJS.Timeout>();
  const cancel = (instance: Instance) => {
    clearTimeout(timers.get(instance));
    timers.delete(instance);
  };
  return {
    schedule(instance) {
      cancel(instance);
      const endIfIdle = () => {
        if (instance.running === 0) end(instance);
      };
      timers.set(instance, setTimeout(endIfIdle, idleMs).unref());
    },
    cancel,
  };
}
