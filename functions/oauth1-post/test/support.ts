import { createTestHost, type TestHostOptions } from '@lp-functions/platform/testing';
import definition from '../src/index.ts';

export const ORIGIN = 'https://api.example.com';
export const FORM = 'application/x-www-form-urlencoded';

/** The prefix makes a leak easy to see. */
export const SECRETS = {
  consumerKey: 'canary-consumer-key',
  consumerSecret: 'canary-consumer-secret',
  tokenKey: 'canary-token-key',
  tokenSecret: 'canary-token-secret',
};

interface Result {
  statusCode: number;
  headers: Record<string, string>;
  body: unknown;
}

/** A deployment of the function. */
export function deploy({ env, secrets = SECRETS, ...options }: TestHostOptions = {}) {
  const host = createTestHost({ ...options, env: { TARGET_URL: `${ORIGIN}/orders`, ...env }, secrets });
  return {
    host,
    post: (payload: unknown = {}) => host.invoke(definition, payload) as Promise<Result>,
    /** The secrets that were asked for. */
    asked: () => host.secretStorage.calls.map(({ name }) => name),
  };
}
