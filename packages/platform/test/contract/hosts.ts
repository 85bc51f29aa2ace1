import { vi } from 'vitest';
import type { AnyFunctionDefinition } from '../../src/run/definition.ts';
import { createMemorySecrets, createTestHost, type MemorySecrets } from '../../src/testing/index.ts';
import { toV1 } from '../../src/v1/index.ts';
import { toV2 } from '../../src/v2/index.ts';
import { toolbelt as toolbeltV2 } from '../fakes/core-functions-toolbelt.ts';
import { toolbelt as toolbeltV1 } from '../fakes/lp-faas-toolbelt.ts';

interface Setting {
  env?: Record<string, string>;
  secrets?: Record<string, unknown>;
}

export interface HostCase {
  name: string;
  /** One run with this input. Every instance of the account 12345 starts anew. */
  start(
    definition: AnyFunctionDefinition,
    setting?: Setting,
  ): { secrets: MemorySecrets; run(payload?: unknown): Promise<unknown> };
}

const setEnv = (env: Record<string, string | undefined>) => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value);
};

/** Every implementation of `Host`, each reached the way its platform reaches it. */
export const HOSTS: HostCase[] = [
  {
    name: 'V1',
    start(definition, { env, secrets: initial } = {}) {
      setEnv({ BRAND_ID: '12345', X_LIVEPERSON_BRAND_ID: undefined, ...env });
      const secrets = createMemorySecrets(initial);
      toolbeltV1.secrets = secrets;
      const lambda = toV1(definition);
      return {
        secrets,
        run: (payload) =>
          new Promise((resolve, reject) => {
            lambda({ headers: [], payload }, (error, result) => (error ? reject(error) : resolve(result)));
          }),
      };
    },
  },
  {
    name: 'V2',
    start(definition, { env, secrets: initial } = {}) {
      setEnv({ X_LIVEPERSON_BRAND_ID: '12345', BRAND_ID: undefined, ...env });
      const secrets = createMemorySecrets(initial);
      toolbeltV2.secrets = secrets;
      toolbeltV2.cache.clear();
      const lambda = toV2(definition);
      return { secrets, run: (payload) => lambda({ headers: [], payload }) };
    },
  },
  {
    name: 'the test host',
    start(definition, { env, secrets } = {}) {
      const host = createTestHost({ env, secrets });
      return { secrets: host.secretStorage, run: (payload) => host.invoke(definition, payload) };
    },
  },
];
