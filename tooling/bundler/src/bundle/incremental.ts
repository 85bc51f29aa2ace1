import type { BuildResult } from 'esbuild';
import { type BuildContext, type BuildOptions, build, context, type SameShape } from 'esbuild';

/** esbuild's `build`, or something that does the same. */
export type Build = <Options extends BuildOptions>(
  options: SameShape<BuildOptions, Options>,
) => Promise<BuildResult<Options>>;

export interface IncrementalBuild {
  build: Build;
  /** Ends what esbuild keeps for the next time. */
  dispose(): Promise<void>;
}

/** What two packages that are worked on take. Each context keeps all it has parsed, some 5 MB. */
const KEPT_CONTEXTS = 10;

/**
 * A `build` that reads and parses again only what has changed since it was asked for the same. What is asked for once is
 * not remembered, and of what is asked for again only the latest.
 */
export function createIncrementalBuild(): IncrementalBuild {
  const asked = new Set<string>();
  /** The one used last comes last. */
  const contexts = new Map<string, Promise<BuildContext>>();
  const busy = new Set<string>();

  const contextOf = <Options extends BuildOptions>(
    key: string,
    options: SameShape<BuildOptions, Options>,
  ) => {
    const kept = contexts.get(key) ?? context(options);
    contexts.delete(key);
    contexts.set(key, kept);
    return kept as Promise<BuildContext<Options>>;
  };
  const forgetOldest = async () => {
    const idle = [...contexts.keys()].filter((key) => !busy.has(key));
    for (const key of idle.slice(0, Math.max(0, contexts.size - KEPT_CONTEXTS))) {
      const old = contexts.get(key);
      contexts.delete(key);
      await (await old)?.dispose();
    }
  };
  return {
    async build(options) {
      // Plugins are functions; everything they depend on stands among the other options.
      const key = JSON.stringify({ ...options, plugins: undefined });
      if (!asked.has(key)) {
        asked.add(key);
        return build(options);
      }
      busy.add(key);
      try {
        return await (await contextOf(key, options)).rebuild();
      } finally {
        busy.delete(key);
        await forgetOldest();
      }
    },
    async dispose() {
      await Promise.all([...contexts.values()].map(async (each) => (await each).dispose()));
      contexts.clear();
    },
  };
}
