import type { BuildResult } from 'esbuild';
import { type BuildContext, type BuildOptions, context, type SameShape } from 'esbuild';

/** esbuild's `build`, or something that does the same. */
export type Build = <Options extends BuildOptions>(
  options: SameShape<BuildOptions, Options>,
) => Promise<BuildResult<Options>>;

export interface IncrementalBuild {
  build: Build;
  /** Ends what esbuild keeps for the next time. */
  dispose(): Promise<void>;
}

/** A `build` that reads and parses again only what has changed since it was asked for the same. */
export function createIncrementalBuild(): IncrementalBuild {
  const contexts = new Map<string, Promise<BuildContext>>();
  const contextOf = <Options extends BuildOptions>(options: SameShape<BuildOptions, Options>) => {
    // Plugins are functions; everything they depend on stands among the other options.
    const key = JSON.stringify({ ...options, plugins: undefined });
    const known = contexts.get(key) ?? context(options);
    contexts.set(key, known);
    return known as Promise<BuildContext<Options>>;
  };
  return {
    build: async (options) => (await contextOf(options)).rebuild(),
    async dispose() {
      await Promise.all([...contexts.values()].map(async (each) => (await each).dispose()));
      contexts.clear();
    },
  };
}
