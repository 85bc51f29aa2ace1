import { createHttpClient, createRedactor, type Redactor, type Run } from '@lp-functions/platform';
import { createTestHost } from '@lp-functions/platform/testing';
import type { TokenClient } from '../../src/index.ts';

export const ORIGIN = 'https://login.example.com';
export const TOKEN_URL = `${ORIGIN}/oauth2/token`;

export const client: TokenClient = {
  tokenUrl: TOKEN_URL,
  clientAuth: 'client_secret_post',
  clientId: 'canary-client',
  clientSecret: 'canary-secret/with+signs & spaces',
};

/** What of a run a token request needs. The host may bring a clock or an exchange of its own. */
export function createRun(
  host = createTestHost(),
): Pick<Run, 'http' | 'clock' | 'redactor'> & { redactor: Redactor } {
  const { exchange, clock, random } = host;
  return {
    clock,
    redactor: createRedactor(),
    http: createHttpClient({
      exchange,
      clock,
      random,
      allowed: [TOKEN_URL],
      timeoutMs: 10_000,
      deadlineMs: 28_000,
      startedAt: clock.now(),
    }),
  };
}
