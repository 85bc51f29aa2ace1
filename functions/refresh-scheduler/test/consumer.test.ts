import { sendWithToken, storedToken } from '@lp-functions/auth';
import { defineFunction, url } from '@lp-functions/platform';
import { runFunction, type SecretStorage, systemClock } from '@lp-functions/platform/internal';
import { createTestHost } from '@lp-functions/platform/testing';
import { startAuthServer, startProtectedResource } from '@lp-functions/testbed';
import nock from 'nock';
import { expect, it, onTestFinished, vi } from 'vitest';
import definition from '../src/index.ts';

const TTL_SECS = 240;
const PLATFORM_CACHE_MS = 300_000;

/** A function that uses what the scheduler stores. */
const consumerOf = (secret: 'accessToken' | 'tokenSet') =>
  defineFunction({
    name: 'consumer',
    description: 'Calls an API with the stored token.',
    environment: { RESOURCE_URL: url() },
    payload: {},
    secrets: { [secret]: {} },
    targets: (env) => [env.RESOURCE_URL],
    async handler(run) {
      const token = storedToken(run, run.secrets.nameOf(secret));
      return sendWithToken(run.http, token, { method: 'GET', url: run.env.RESOURCE_URL });
    },
  });

/** As V2 reads secrets: from a cache, unless that is bypassed. */
function cached(storage: SecretStorage): SecretStorage {
  const cache = new Map<string, { value: unknown; until: number }>();
  return {
    ...storage,
    async read(name, fresh) {
      const hit = cache.get(name);
      if (!fresh && hit && hit.until > Date.now()) return hit.value;
      const value = await storage.read(name, fresh);
      cache.set(name, { value, until: Date.now() + PLATFORM_CACHE_MS });
      return value;
    },
  };
}

it.each([
  { storage: 'single', secret: 'tokenSet', requests: 1 },
  { storage: 'separate', secret: 'accessToken', requests: 2 },
] as const)(
  'a function goes on through an expiry with what is stored $storage',
  { timeout: 30_000 },
  async (row) => {
    nock.enableNetConnect('127.0.0.1');
    const auth = await startAuthServer({ accessTokenTtlSecs: TTL_SECS });
    const api = await startProtectedResource({ authServer: auth });
    onTestFinished(async () => {
      await auth.stop();
      await api.stop();
      vi.useRealTimers();
    });
    // Only the date: the servers wait for real sockets.
    vi.useFakeTimers({ toFake: ['Date'] });
    const pass = (secs: number) => vi.setSystemTime(Date.now() + secs * 1_000);

    const clock = { ...systemClock, now: () => Date.now() };
    const refreshToken = await auth.issueRefreshToken(auth.clients.post.clientId);
    const scheduler = createTestHost({
      clock,
      env: { TOKEN_URL: auth.tokenUrl, TOKEN_STORAGE: row.storage },
      secrets: {
        ...auth.clients.post,
        refreshToken,
        accessToken: '-',
        tokenSet: { refresh_token: refreshToken },
      },
    });
    const consumer = createTestHost({ clock, env: { RESOURCE_URL: `${api.url}/orders` } });
    const instance = { ...consumer, secretStorage: cached(scheduler.secretStorage) };
    const call = async () => {
      api.requests.length = 0;
      const result = await runFunction(consumerOf(row.secret), instance, {});
      return { ...(result as { status: number }), requests: api.requests.length };
    };

    await scheduler.invoke(definition);
    expect(await call()).toMatchObject({ status: 200, requests: 1 });
    pass(200);
    await scheduler.invoke(definition);
    expect(await call()).toMatchObject({ status: 200, requests: 1 });
    // The first token has expired, and the platform's cache still serves it.
    pass(50);
    expect(await call()).toMatchObject({ status: 200, requests: row.requests });
    expect(await call()).toMatchObject({ status: 200, requests: 1 });
    expect(auth.events).toMatchObject({ refused: 0, reused: 0 });
  },
);
