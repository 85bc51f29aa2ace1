import type { Instance } from '../instance/instance.ts';

/** @param env laid over the function's own variables */
export type Launch = (env?: Record<string, string>) => Promise<Instance>;

/** All instances of one version of a function that have not ended, also those that are still starting. */
export interface Fleet {
  readonly instances: ReadonlySet<Instance>;
  start: Launch;
  /** Ends all at once. */
  stop(): Promise<void>;
}

/** @param onEnded called for each instance that has ended, for whatever reason */
export function createFleet(launch: Launch, onEnded: (instance: Instance) => void): Fleet {
  const starting = new Set<Promise<Instance>>();
  const instances = new Set<Instance>();
  return {
    instances,
    async start(env) {
      const launching = launch(env);
      starting.add(launching);
      try {
        const instance = await launching;
        instances.add(instance);
        void instance.ended.then(() => {
          instances.delete(instance);
          onEnded(instance);
        });
        return instance;
      } finally {
        starting.delete(launching);
      }
    },
    async stop() {
      await Promise.allSettled(starting);
      await Promise.all([...instances].map((instance) => instance.stop({ lingerMs: 0 })));
    },
  };
}
