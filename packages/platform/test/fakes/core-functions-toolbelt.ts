import { createMemorySecrets } from '../../src/testing/index.ts';

/** What the toolbelt hands out; a test replaces it. */
export const toolbelt = { secrets: createMemorySecrets(), cache: new Map<string, unknown>() };

/** The toolbelt of V2: reads are cached unless told otherwise, and an update does not change the cache. */
export const Toolbelt = {
  SecretClient: () => ({
    async readSecret(key: string, { useCache = true } = {}) {
      const { cache, secrets } = toolbelt;
      if (!useCache || !cache.has(key)) cache.set(key, await secrets.read(key, !useCache));
      return { key, value: cache.get(key) };
    },
    async updateSecret({ key, value }: { key: string; value: unknown }) {
      await toolbelt.secrets.update(key, value);
      return { key, value };
    },
  }),
};
