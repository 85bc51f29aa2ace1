import { sleep } from '@lp-functions/platform';
import { type ExchangeRequest, type Generation, V1, V2 } from '@lp-functions/platform/internal';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import { createMemoryContextStore } from '@lp-functions/testbed/context-store';
import { describe, expect, it, vi } from 'vitest';
import definition from '../src/index.ts';

const TOKEN_URL = 'https://auth.example.com/token';
const STORE_URL = 'https://z1.context.liveperson.net';
const ANSWER_MS = 50;

interface Result {
  refreshed: { connection: string }[];
  skipped: object[];
}

/** An account whose tokens are in the context store; the store's V1 API and the token endpoint in memory. */
function open(generation: Generation) {
  const clock = createTestClock();
  const store = createMemoryContextStore({ baseUrl: `${STORE_URL}/v1/account/12345/tokens/` });
  const times: number[] = [];
  let issued = 0;

  const host = createTestHost({
    clock,
    generation,
    env: {
      CONNECTIONS: 'list',
      TOKEN_STORAGE: 'context',
      REFRESH_WITHIN_SECS: '600',
      CONTEXT_ZONE: 'z1',
      CONTEXT_NAMESPACE: 'tokens',
    },
    secrets: {
      list: [{ name: 'crm', tokenUrl: TOKEN_URL, clientId: 'id', clientSecret: 'secret' }],
      id: 'the-client-id',
      secret: 'the-client-secret',
      tokenSealingKey: Buffer.alloc(32, 1).toString('base64'),
      mavenApiKey: 'canary-maven-api-key',
    },
    async exchange(request: ExchangeRequest) {
      times.push(clock.now());
      await sleep(clock, ANSWER_MS);
      const headers = {};
      if (request.url.startsWith(STORE_URL)) return { headers, ...store.answer(request) };
      issued += 1;
      const tokens = {
        access_token: `canary-access-${issued}`,
        refresh_token: `canary-refresh-${issued}`,
        expires_in: 3_600,
      };
      return { headers, status: 200, text: JSON.stringify(tokens) };
    },
  });
  return {
    clock,
    host,
    sessions: store.sessions,
    times,
    run: (payload?: object) => clock.finish(host.invoke(definition, payload)) as Promise<Result>,
  };
}

const connections = (count: number) => ({
  store: Object.fromEntries(
    Array.from({ length: count }, (_, n) => [
      `merchant-${n}`,
      { group: 'crm', refresh_token: `canary-refresh-of-${n}` },
    ]),
  ),
});

/** Most requests in any second. */
const peak = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length));

describe.each([V1, V2])('connections in the context store, on $name', (generation) => {
  it('are stored by the payload, refreshed, reported and removed', async () => {
    const { clock, sessions, run } = open(generation);

    expect(await run(connections(3))).toEqual({
      stored: ['merchant-0', 'merchant-1', 'merchant-2'],
      removed: [],
    });
    expect((await run()).refreshed).toHaveLength(3);
    expect([...sessions.values()].flatMap((properties) => [...properties.values()]).join()).not.toContain(
      'canary',
    );
    expect(await run({ report: true })).toMatchObject({ counts: { good: 3, due: 0, failing: 0 } });

    await run({ store: { 'merchant-1': null } });
    expect([...sessions.keys()].filter((session) => session.startsWith('token.'))).toEqual([
      'token.merchant-0',
      'token.merchant-2',
    ]);
    await clock.advance(3_600_000);
    expect((await run()).refreshed).toHaveLength(2);
  });
});

it('takes no more than 15 requests a second on V1, those to the store included', async () => {
  const { clock, times, run } = open(V1);
  await run(connections(60));
  expect((await run()).refreshed).toHaveLength(60);
  await clock.advance(60_000);
  await run();
  expect(peak(times)).toBe(15);
});

it('ends in time on V1 when there is more to do than it can, and goes on in the next run', async () => {
  const { clock, run } = open(V1);
  for (let batch = 0; batch < 3; batch++) {
    const { store } = connections(300);
    await run({ store: Object.fromEntries(Object.entries(store).slice(batch * 100, batch * 100 + 100)) });
  }
  const startedAt = clock.now();
  const { refreshed } = await run();
  expect(clock.now() - startedAt).toBeLessThanOrEqual(28_000);
  expect(refreshed.length).toBeGreaterThan(100);

  await clock.advance(60_000);
  const next = await run();
  const done = new Set(refreshed.map(({ connection }) => connection));
  expect(next.refreshed.length).toBeGreaterThan(100);
  expect(next.refreshed.filter(({ connection }) => done.has(connection))).toEqual([]);
});

it('stores what comes when the run has ended', async () => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  const { clock, host, sessions, run } = open(V2);
  await run(connections(1));
  const before = structuredClone(sessions.get('token.merchant-0'));
  const { exchange } = host;
  host.exchange = async (request) => {
    if (request.url === TOKEN_URL) await sleep(clock, 3_000);
    return exchange(request);
  };
  Object.assign(host.env, { DEADLINE_MS: '3100' });
  await run().catch(() => {});
  expect(sessions.get('token.merchant-0')).toEqual(before);

  await clock.advance(5_000);
  expect(sessions.get('token.merchant-0')).not.toEqual(before);
});

it('needs to be told which namespace', async () => {
  const { host, run } = open(V2);
  host.env.CONTEXT_NAMESPACE = '';
  await expect(run()).rejects.toThrow(/^CONFIG_INVALID: CONTEXT_NAMESPACE: expected/);
});
