import type { Instance } from '../instance/instance.ts';
import type { Run, RunObserver } from '../instance/run.ts';
import { createFleet, type Launch } from './fleet.ts';
import { createRetirement } from './retirement.ts';
import { createExclusiveSupply, createSharedSupply } from './supply.ts';

export interface PoolOptions {
  launch: Launch;
  /** V1 serves all calls in one instance, V2 one call in each. */
  isConcurrent: boolean;
  /** An instance without calls ends after that. @default 300000 */
  idleMs?: number;
}

export interface PooledRun {
  run: Run;
  /** Whether an instance was started for it. */
  cold: boolean;
}

export interface RunOptions {
  /** In an instance of its own, which ends with the run. @default false */
  isLone?: boolean;
  /** For a lone one: laid over the function's own variables. */
  env?: Record<string, string>;
  /** For a lone one: how far its clock is ahead, in milliseconds. @default 0 */
  clockOffsetMs?: number;
}

/** The instances of one version of a function: started when calls need them, reused, retired. */
export interface Pool {
  run(input: unknown, observer?: RunObserver, options?: RunOptions): Promise<PooledRun>;
  /** Makes sure that there is an instance for the next call. */
  warm(): Promise<void>;
  readonly instances: number;
  /** Takes no further calls; each instance ends with its last one. */
  retire(): void;
  /** Ends all instances at once. */
  stop(): Promise<void>;
}

const IDLE_MS = 300_000;
/** For sockets to close. */
const LINGER_MS = 100;

export function createPool({ launch, isConcurrent, idleMs = IDLE_MS }: PoolOptions): Pool {
  let isRetired = false;
  const fleet = createFleet(launch, (instance) => forget(instance));
  const supply = isConcurrent ? createSharedSupply(fleet.start) : createExclusiveSupply(fleet.start);
  const end = (instance: Instance) => {
    forget(instance);
    void instance.stop({ lingerMs: LINGER_MS });
  };
  const retirement = createRetirement(idleMs, end);
  const forget = (instance: Instance) => {
    supply.forget(instance);
    retirement.cancel(instance);
  };
  const take = async () => {
    const taken = await supply.take();
    retirement.cancel(taken.instance);
    return taken;
  };
  const giveBack = (instance: Instance) => {
    if (!instance.isAlive || instance.running > 0) return;
    if (isRetired) {
      end(instance);
      return;
    }
    supply.keep(instance);
    retirement.schedule(instance);
  };

  return {
    get instances() {
      return fleet.instances.size;
    },
    async run(input, observer = {}, { isLone = false, env, clockOffsetMs = 0 } = {}) {
      for (;;) {
        const { instance, cold } = isLone ? { instance: await fleet.start(env), cold: true } : await take();
        // It may have ended in the meantime; then nothing of this call has begun.
        if (!instance.isAlive) continue;
        if (clockOffsetMs !== 0) instance.advanceClock(clockOffsetMs);
        const run = await instance.invokeInput(input, observer);
        if (isLone) end(instance);
        else giveBack(instance);
        return { run, cold };
      }
    },
    async warm() {
      const instance = await supply.prepare();
      if (instance) giveBack(instance);
    },
    retire() {
      isRetired = true;
      for (const instance of fleet.instances) if (instance.running === 0) end(instance);
    },
    async stop() {
      isRetired = true;
      await fleet.stop();
    },
  };
}
