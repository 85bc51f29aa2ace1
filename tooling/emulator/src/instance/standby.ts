import type { Isolate } from './isolate.ts';
import type { ProcessPlan } from './process.ts';

/** A process that has started and waits for whichever artifact is next: a half of a cold start is behind it. */
export interface Standby {
  /** @returns nothing when none is waiting that was started like this */
  take(plan: ProcessPlan): Isolate | undefined;
  /** Starts one soon, like this. */
  refill(plan: ProcessPlan, start: () => Isolate): void;
  stop(): Promise<void>;
}

/** The instance that has just started is to be called first. */
const REFILL_AFTER_MS = 150;

export function createStandby(): Standby {
  let waiting: { key: string; isolate: Isolate } | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  return {
    take(plan) {
      if (waiting?.key !== keyOf(plan) || !waiting.isolate.isConnected) return undefined;
      const { isolate } = waiting;
      waiting = undefined;
      return isolate;
    },
    refill(plan, start) {
      if (isStopped || waiting?.isolate.isConnected) return;
      clearTimeout(timer);
      timer = setTimeout(() => {
        waiting = { key: keyOf(plan), isolate: start() };
      }, REFILL_AFTER_MS).unref();
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      waiting?.isolate.kill();
      await waiting?.isolate.ended;
    },
  };
}

const keyOf = ({ execPath, execArgv }: ProcessPlan): string => JSON.stringify([execPath, execArgv]);
