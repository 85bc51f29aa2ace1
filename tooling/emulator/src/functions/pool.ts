import type { Instance } from '../instance/instance.ts';
import type { Run, RunObserver } from '../instance/run.ts';

export interface PoolOptions {
  /** @param env laid over the function's own variables */
  launch(env?: Record<string, string>): Promise<Instance>;
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

interface Taken {
  instance: Instance;
  cold: boolean;
}

const IDLE_MS = 300_000;

export function createPool({ launch, isConcurrent, idleMs = IDLE_MS }: PoolOptions): Pool {
  const instances = new Set<Instance>();
  /** Those of V2 that have no call; the one used last is the first to be used again. */
  const idle: Instance[] = [];
  const timers = new Map<Instance, NodeJS.Timeout>();
  /** The one instance of V1, perhaps still starting. */
  let shared: Promise<Instance> | undefined;
  let isRetired = false;

  const start = async (env?: Record<string, string>) => {
    const instance = await launch(env);
    instances.add(instance);
    void instance.ended.then(() => forget(instance));
    return instance;
  };
  const forget = (instance: Instance) => {
    instances.delete(instance);
    clearTimeout(timers.get(instance));
    timers.delete(instance);
    const index = idle.indexOf(instance);
    if (index >= 0) idle.splice(index, 1);
  };
  const end = (instance: Instance) => void instance.stop({ lingerMs: 100 });

  const take = async (): Promise<Taken> => {
    for (let instance = idle.pop(); instance; instance = idle.pop()) {
      clearTimeout(timers.get(instance));
      if (instance.isAlive) return { instance, cold: false };
    }
    return { instance: await start(), cold: true };
  };
  const takeShared = async (): Promise<Taken> => {
    for (let known = shared; known; known = shared) {
      const instance = await known;
      if (instance.isAlive) {
        clearTimeout(timers.get(instance));
        return { instance, cold: false };
      }
      // Whoever notices first makes room for another one.
      if (shared === known) shared = undefined;
    }
    const starting = start();
    shared = starting;
    starting.catch(() => {
      if (shared === starting) shared = undefined;
    });
    return { instance: await starting, cold: true };
  };
  const takeAny = isConcurrent ? takeShared : take;
  const giveBack = (instance: Instance) => {
    if (!instance.isAlive || instance.running > 0) return;
    if (isRetired) {
      end(instance);
      return;
    }
    if (!isConcurrent) idle.push(instance);
    timers.set(instance, setTimeout(() => retireIdle(instance), idleMs).unref());
  };
  const retireIdle = (instance: Instance) => {
    if (instance.running > 0) return;
    forget(instance);
    end(instance);
  };

  return {
    get instances() {
      return instances.size;
    },
    async run(input, observer = {}, { isLone = false, env, clockOffsetMs = 0 } = {}) {
      for (;;) {
        const { instance, cold } = isLone ? { instance: await start(env), cold: true } : await takeAny();
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
      const { instance } = await takeAny();
      giveBack(instance);
    },
    retire() {
      isRetired = true;
      for (const instance of instances) if (instance.running === 0) end(instance);
    },
    async stop() {
      isRetired = true;
      await Promise.all([...instances].map((instance) => instance.stop({ lingerMs: 0 })));
    },
  };
}
