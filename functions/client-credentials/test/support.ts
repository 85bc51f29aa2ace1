import { createTestHost, type TestHost, type TestHostOptions } from '@lp-functions/platform/testing';
import definition from '../src/index.ts';

export const LOGIN = 'https://login.example.com';
export const API = 'https://api.example.com';

export const SECRETS = { clientId: 'canary-client', clientSecret: 'canary-secret' };

interface Result {
  statusCode: number;
  headers: Record<string, string>;
  body: unknown;
}

/** An instance of the function, in memory: what it keeps from run to run belongs to it alone. */
export function createInstance({ env, ...options }: TestHostOptions = {}): Pick<TestHost, 'secretStorage'> & {
  run(payload?: unknown): Promise<Result>;
} {
  const host = createTestHost({
    secrets: SECRETS,
    env: { TOKEN_URL: `${LOGIN}/token`, RESOURCE_URL: `${API}/v1/orders`, ...env },
    ...options,
  });
  return {
    secretStorage: host.secretStorage,
    run: (payload) => host.invoke(definition, payload) as Promise<Result>,
  };
}
