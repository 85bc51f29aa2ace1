import { sleep } from '@lp-functions/platform';
import { type ExchangeRequest, type Generation, V1, V2 } from '@lp-functions/platform/internal';
import { createTestClock, createTestHost, type TestClock } from '@lp-functions/platform/testing';
import { describe, expect, it, vi } from 'vitest';
import definition from '../src/index.ts';

const TOKEN_URL = 'https://auth.example.com/token';
const ANSWER_MS = 150;
const STORAGE_MS = 30;

interface Account {
  clock: TestClock;
  count: number;
  generation?: Generation;
  storage?: 'separate' | 'single';
  answerMs?(name: string): number;
}

interface Result {
  refreshed: { connection: string }[];
  postponed: { connection: string }[];
}

/** An account with many connections, its server and its storage, all on one simulated clock. */
function open({ clock, count, generation = V1, storage = 'separate', answerMs = () => ANSWER_MS }: Account) {
  const names = Array.from({ length: count }, (_, n) => `c${n}`);
  const secrets: Record<string, unknown> = {
    connections: [{ tokenUrl: TOKEN_URL, storage, clientId: 'id', clientSecret: 'secret', names }],
    id: 'the-client-id',
    secret: 'the-client-secret',
  };
  for (const name of names) {
    secrets[`${name}_refreshToken`] = `${name}:refresh-0`;
    secrets[`${name}_accessToken`] = `${name}:access-0`;
    secrets[`${name}_tokenSet`] = { refresh_token: `${name}:refresh-0` };
  }
  const requests: { name: string; at: number }[] = [];
  const host = createTestHost({
    clock,
    env: { CONNECTIONS: 'connections' },
    secrets,
    generation,
    async exchange({ body }: ExchangeRequest) {
      const [name = '', version] = `${new URLSearchParams(body).get('refresh_token')}`.split(/:refresh-/);
      requests.push({ name, at: clock.now() });
      await sleep(clock, answerMs(name));
      const next = Number(version) + 1;
      const text = JSON.stringify({
        access_token: `${name}:access-${next}`,
        refresh_token: `${name}:refresh-${next}`,
        expires_in: 3_600,
      });
      return { status: 200, headers: {}, text };
    },
  });
  host.secretStorage.before = () => sleep(clock, STORAGE_MS);
  const stored = (name: string) =>
    storage === 'single'
      ? (host.secretStorage.values.get(`${name}_tokenSet`) as { refresh_token: string }).refresh_token
      : host.secretStorage.values.get(`${name}_refreshToken`);
  const run = (payload?: object) => clock.finish(host.invoke(definition, payload) as Promise<Result>);
  return { host, requests, stored, run };
}

/** Most requests in any second. */
const peak = (requests: readonly { at: number }[]) =>
  Math.max(
    ...requests.map(({ at }) => requests.filter((other) => other.at >= at && other.at < at + 1_000).length),
  );

describe.each(['separate', 'single'] as const)('400 connections, storage %s', (storage) => {
  it('are refreshed in one run of 28 s on V1, at most 15 requests a second', async () => {
    const clock = createTestClock();
    const startedAt = clock.now();
    const { requests, stored, run } = open({ clock, count: 400, storage });

    const { refreshed } = await run();

    expect(refreshed).toHaveLength(400);
    expect(clock.now() - startedAt).toBeLessThan(28_000);
    expect(new Set(requests.map(({ name }) => name)).size).toBe(400);
    expect(peak(requests)).toBe(15);
    expect(stored('c0')).toBe('c0:refresh-1');
    expect(stored('c399')).toBe('c399:refresh-1');
    expect(clock.pending()).toBe(0);
  });
});

it('a shard refreshes its own, and all of them together everything once', async () => {
  const clock = createTestClock();
  const { host, requests, run } = open({ clock, count: 100, generation: V2 });
  for (const shard of ['1/3', '2/3', '3/3']) {
    Object.assign(host.env, { SHARD: shard });
    expect((await run()).refreshed.length).toBeGreaterThan(20);
  }
  expect(requests).toHaveLength(100);
  expect(new Set(requests.map(({ name }) => name)).size).toBe(100);
});

describe('a server that does not answer some', () => {
  it('may answer after the deadline: the tokens are stored all the same', async () => {
    const clock = createTestClock();
    const startedAt = clock.now();
    const { host, requests, stored, run } = open({ clock, count: 40, answerMs: () => 3_000 });
    Object.assign(host.env, { DEADLINE_MS: '5000' });

    const { refreshed, postponed } = await run();
    expect(clock.now() - startedAt).toBeLessThanOrEqual(5_000);
    expect(refreshed.length + postponed.length).toBe(40);
    const underWay = requests.slice(refreshed.length);
    expect(underWay.length).toBeGreaterThan(5);
    for (const { name } of underWay) expect(stored(name)).toBe(`${name}:refresh-0`);

    await clock.advance(4_000);
    for (const { name } of underWay) expect(stored(name)).toBe(`${name}:refresh-1`);
    expect(clock.pending()).toBe(0);
  });

  it('keeps a run from its end only as long as the run has time', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => {});
    const clock = createTestClock();
    const startedAt = clock.now();
    const { run } = open({ clock, count: 400, answerMs: (name) => (name === 'c399' ? 9_000 : ANSWER_MS) });

    expect((await run()).postponed).toEqual([{ connection: 'c399' }]);
    expect(clock.now() - startedAt).toBeLessThanOrEqual(28_000);
  });
});

describe('runs of one instance at the same time', () => {
  it('share one request for each connection', async () => {
    const clock = createTestClock();
    const { host, requests, stored } = open({ clock, count: 40 });

    const results = await clock.finish(Promise.all([host.invoke(definition), host.invoke(definition)]));

    expect(results.map((result) => (result as Result).refreshed.length)).toEqual([40, 40]);
    expect(requests).toHaveLength(40);
    expect(stored('c39')).toBe('c39:refresh-1');
  });

  it('share the limit of requests a second', async () => {
    const clock = createTestClock();
    const { host, requests } = open({ clock, count: 60 });
    const connections = (from: number) => Array.from({ length: 20 }, (_, n) => `c${from + n}`);

    await clock.finish(
      Promise.all([0, 20, 40].map((from) => host.invoke(definition, { connections: connections(from) }))),
    );

    expect(requests).toHaveLength(60);
    expect(peak(requests)).toBe(15);
  });
});

it('a run of less than a second starts what it can in half of its time', async () => {
  const { host, run } = open({ clock: createTestClock(), count: 2 });
  Object.assign(host.env, { DEADLINE_MS: '800' });

  expect(await run()).toMatchObject({ refreshed: [{ connection: 'c0' }, { connection: 'c1' }] });
});
