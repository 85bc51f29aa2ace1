import { generateKeyPairSync } from 'node:crypto';
import type { Run } from '@lp-functions/platform';
import { createPacer, createRedactor } from '@lp-functions/platform/internal';
import { createTestClient, createTestHost, type TestHost } from '@lp-functions/platform/testing';
import {
  type AuthenticatedClient,
  requestToken,
  type TokenClient,
  type TokenRequest,
  type TokenResponse,
} from '../../src/oauth2/token-endpoint/index.ts';

export const ORIGIN = 'https://login.example.com';
export const TOKEN_URL = `${ORIGIN}/oauth2/token`;

export const client: AuthenticatedClient = {
  tokenUrl: TOKEN_URL,
  clientAuth: 'client_secret_post',
  clientId: 'canary client+1',
  clientSecret: 'canary-secret/with+signs & spaces',
};

/** A new private key. */
export const ed25519Pem = () =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

interface RunOptions {
  /** For a clock or an exchange of its own. */
  host?: TestHost;
  tokenUrl?: string;
}

/** What of a run a token request needs. */
export function createRun({
  host = createTestHost(),
  tokenUrl = TOKEN_URL,
}: RunOptions = {}): Pick<Run, 'http' | 'clock' | 'redactor'> {
  const { exchange, clock, random } = host;
  return {
    clock,
    redactor: createRedactor(),
    http: createTestClient({
      exchange,
      clock,
      random,
      allowed: [tokenUrl],
      pacer: createPacer(clock, 15),
    }),
  };
}

/** The tokens that a request gets; an answer that holds a refresh token alone fails as all others do. */
export async function tokensOf(
  run: ReturnType<typeof createRun>,
  tokenClient: TokenClient,
  request: TokenRequest,
): Promise<TokenResponse> {
  const { tokens, error } = await requestToken(run, tokenClient, request);
  if (error) throw error;
  return tokens;
}
