import { sleep } from '@lp-functions/platform';
import type { ExchangeRequest } from '@lp-functions/platform/internal';
import { createTestClock, createTestHost, type TestClock } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import definition from '../src/index.ts';

const TOKEN_URL = 'https://auth.example.com/token';
const ANSWER_MS = 150;
const STORAGE_MS = 20;

interface Account {
  clock: TestClock;
  count: number;
  storage?: 'separate' | 'single';
  /** Of a connection's tokens, in seconds from now. */
  expiresIn?(n: number): number;
  answerMs?(name: string): number;
}

interface Result {
  refreshed: { connection: string }[];
}

const nameOf = (n: number) => `c${n}`;

/** An account with many connections, its server and its storage, all on one simulated clock. */
function open({ clock, count, storage = 'separate', expiresIn, answerMs = () => ANSWER_MS }: Account) {
  const names = Array.from({ length: count }, (_, n) => nameOf(n));
  const secrets: Record<string, unknown> = {
    connections: [{ tokenUrl: TOKEN_URL, storage, clientId: 'id', clientSecret: 'secret', names }],
    id: 'the-client-id',
    secret: 'the-client-secret',
  };
  for (const [n, name] of names.entries()) {
    secrets[`${name}_refreshToken`] = `${name}:refresh-0`;
    secrets[`${name}_accessToken`] = `${name}:access-0`;
    secrets[`${name}_tokenSet`] = {
      refresh_token: `${name}:refresh-0`,
      ...(expiresIn && { expires_at: Math.floor(clock.now() / 1_000) + expiresIn(n) }),
    };
  }
  const requests: { name: string; at: number }[] = [];
  let active = 0;
  const busiest = { requests: 0 };
  const host = createTestHost({
    clock,
    env: { CONNECTIONS: 'connections' },
    secrets,
    async exchange({ body }: ExchangeRequest) {
      const [name = '', version] = `${new URLSearchParams(body).get('refresh_token')}`.split(/:refresh-/);
      requests.push({ name, at: clock.now() });
      active += 1;
      busiest.requests = Math.max(busiest.requests, active);
      await sleep(clock, answerMs(name));
      active -= 1;
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
  const run = () => clock.finish(host.invoke(definition) as Promise<Result>);
  return { host, requests, busiest, stored, run };
}

/** Most requests in any second. */
const peak = (requests: readonly { at: number }[]) =>
  Math.max(
    ...requests.map(({ at }) => requests.filter((other) => other.at >= at && other.at < at + 1_000).length),
  );

describe.each(['separate', 'single'] as const)('400 connections, storage %s', (storage) => {
  it('are refreshed in one run of 28 s, at most 15 requests a second', async () => {
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

describe('more connections than a run has time for', () => {
  it('are reported, and come first in the next run of the instance', async () => {
    const clock = createTestClock();
    const { requests, run } = open({ clock, count: 450 });

    const error = await run().catch((reason) => reason);
    expect(error).toMatchObject({ code: 'REFRESH_FAILED' });
    const late = [...`${error.message}`.matchAll(/(c\d+): DEADLINE_EXCEEDED/g)].map(([, name]) => name);
    const done = requests.splice(0).length;
    expect(error.message).toContain(`${450 - done} of 450: `);
    expect(late).toHaveLength(450 - done);

    await run().catch(() => {});
    expect(requests.slice(0, late.length).map(({ name }) => name)).toEqual(late);
  });

  it('come first in the next run of another instance when their expiry is stored', async () => {
    const clock = createTestClock();
    const { requests, run } = open({
      clock,
      count: 450,
      storage: 'single',
      expiresIn: (n) => 9_000 - n,
    });

    await run().catch(() => {});

    expect(requests.slice(0, 100).map(({ name }) => name)).toEqual(
      Array.from({ length: 100 }, (_, n) => nameOf(449 - n)),
    );
  });

  it('end the run in time, and leave no timer behind', async () => {
    const clock = createTestClock();
    const startedAt = clock.now();
    const { run } = open({ clock, count: 1_000 });

    await expect(run()).rejects.toThrow('REFRESH_FAILED');
    expect(clock.now() - startedAt).toBeLessThanOrEqual(28_000);
    expect(clock.pending()).toBe(0);
  });
});

describe('a server that does not answer', () => {
  const hangs = (name: string) => /^c[0-3]?\d$/.test(name);

  it('leaves the connections of others alone', async () => {
    const clock = createTestClock();
    const { stored, busiest, run } = open({
      clock,
      count: 200,
      answerMs: (name) => (hangs(name) ? 60_000 : ANSWER_MS),
    });

    await expect(run()).rejects.toThrow(/^REFRESH_FAILED: 40 of 200: c0: TIMEOUT; /);

    for (let n = 40; n < 200; n++) expect(stored(nameOf(n))).toBe(`c${n}:refresh-1`);
    expect(busiest.requests).toBeLessThanOrEqual(50);
  });

  it('may answer after the deadline: the tokens are stored all the same', async () => {
    const clock = createTestClock();
    const startedAt = clock.now();
    const { host, stored, run } = open({ clock, count: 40, answerMs: () => 3_000 });
    Object.assign(host.env, { DEADLINE_MS: '5000' });

    await expect(run()).rejects.toThrow(/^REFRESH_FAILED: .*c39: DEADLINE_EXCEEDED/);
    expect(clock.now() - startedAt).toBeLessThanOrEqual(5_000);
    expect(stored('c39')).toBe('c39:refresh-0');

    await clock.advance(1_000);
    expect(stored('c39')).toBe('c39:refresh-1');
    expect(clock.pending()).toBe(0);
  });
});

it('the last request of a full run has the same time for its answer as the first', async () => {
  const clock = createTestClock();
  const { requests, stored, run } = open({
    clock,
    count: 400,
    answerMs: (name) => (name === 'c399' ? 9_000 : ANSWER_MS),
  });

  await expect(run()).rejects.toThrow('REFRESH_FAILED: 1 of 400: c399: DEADLINE_EXCEEDED');
  expect(requests.at(-1)?.name).toBe('c399');
  await clock.advance(10_000);
  expect(stored('c399')).toBe('c399:refresh-1');
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
    const connections = (from: number) => Array.from({ length: 20 }, (_, n) => nameOf(from + n));

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
