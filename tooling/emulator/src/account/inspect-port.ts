import type { Instance } from '../instance/instance.ts';
import type { Inspect } from '../instance/process.ts';

type Launch = (inspect?: Inspect) => Promise<Instance>;

/** The port of a debugger: one instance has it at a time. */
export interface InspectPort {
  /** Launches an instance, with the port if it is free or about to be. */
  share(launch: Launch): Promise<Instance>;
}

/** @param inspect nothing when no debugger is wanted */
export function createInspectPort(inspect: Inspect | undefined): InspectPort {
  let holder: Promise<Instance> | undefined;
  return {
    async share(launch) {
      if (inspect === undefined) return launch();
      const before = holder;
      // What could not be launched has freed it.
      const instance = await before?.catch(() => undefined);
      if (instance?.isAlive) return launch();
      // It was told to end, as after a save: the one that takes its place is the one to look at.
      await instance?.ended;
      if (holder !== before) return launch();
      holder = launch(inspect);
      return holder;
    },
  };
}
