import { createRequire } from 'node:module';
import { createMemorySecrets } from '../../src/testing/index.ts';

type HttpClient = (url: string, options: Record<string, unknown>) => Promise<unknown>;

const require = createRequire(import.meta.url);

/**
 * The two behaviours an HTTP client of V1 can have: request-promise as documented, and the vendor's local
 * one.
 */
export const httpClients: Record<'documented' | 'local', HttpClient> = {
  documented: require('@lp-functions/emulator/toolbelt-documented').Toolbelt.HTTPClient(),
  local: require('@lp-functions/emulator/toolbelt-local').Toolbelt.HTTPClient(),
};

/** What the toolbelt hands out; a test replaces it. */
export const toolbelt = { httpClient: httpClients.documented, secrets: createMemorySecrets() };

export const Toolbelt = {
  HTTPClient: () => toolbelt.httpClient,
  SecretClient: () => ({
    readSecret: async (key: string) => ({ key, value: await toolbelt.secrets.read(key, true) }),
    updateSecret: async ({ key, value }: { key: string; value: unknown }) => {
      await toolbelt.secrets.update(key, value);
      return { key, value };
    },
  }),
};
