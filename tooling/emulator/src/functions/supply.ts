import type { Instance } from '../instance/instance.ts';

/** Where the calls of a function get their instances from. */
export interface Supply {
  /** An instance for a call: one that is there or being started, else a new one. */
  take(): Promise<Taken>;
  /** Has an instance started for the next call, unless there is one. @returns nothing when a call has taken it by then */
  prepare(): Promise<Instance | undefined>;
  /** Keeps an instance without calls for the next one. */
  keep(instance: Instance): void;
  /** It has ended, or is about to. */
  forget(instance: Instance): void;
}

export interface Taken {
  instance: Instance;
  /** Whether it was started for this call. */
  cold: boolean;
}

type Start = () => Promise<Instance>;

/** V1: all calls share one instance. */
export function createSharedSupply(start: Start): Supply {
  /** Perhaps still starting. */
  let shared: Promise<Instance> | undefined;

  const take = async (): Promise<Taken> => {
    for (let known = shared; known; known = shared) {
      const instance = await known;
      if (instance.isAlive) return { instance, cold: false };
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
  return {
    take,
    prepare: async () => (await take()).instance,
    keep() {},
    forget() {},
  };
}

/** V2: each call has an instance to itself; those without a call are used again. */
export function createExclusiveSupply(start: Start): Supply {
  /** The one used last is the first to be used again. */
  const idle: Instance[] = [];
  /** Started for a call that has not come yet. */
  const prepared = new Set<Promise<Instance>>();

  return {
    async take() {
      for (let instance = idle.pop(); instance; instance = idle.pop()) {
        if (instance.isAlive) return { instance, cold: false };
      }
      const [starting] = prepared;
      if (!starting) return { instance: await start(), cold: true };
      prepared.delete(starting);
      return { instance: await starting, cold: false };
    },
    async prepare() {
      if (idle.length > 0) return undefined;
      const starting = start();
      prepared.add(starting);
      try {
        const instance = await starting;
        return prepared.has(starting) ? instance : undefined;
      } finally {
        prepared.delete(starting);
      }
    },
    keep(instance) {
      idle.push(instance);
    },
    forget(instance) {
      const index = idle.indexOf(instance);
      if (index >= 0) idle.splice(index, 1);
    },
  };
}
