import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, createAccount } from '../../support/account.ts';

const ORIGIN = 'https://auth.example.com';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const INDEX = 'index.1-of-1';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const start = (count: number, more: { answerMs?: number } = {}) =>
  createAccount({
    storage: 'context',
    settings: { REFRESH_WITHIN_SECS: 600 },
    members: [{ origin: ORIGIN, prefix: 'c', count }],
    ...more,
  });

describe('a lease', () => {
  it('keeps overlapping runs of a shard from the same work', async () => {
    const account = await start(30, { answerMs: 2_000 });
    const other = account.startInstance();
    const [first, second] = await Promise.all([
      account.run(),
      account.clock.advance(500).then(() => other.run()),
    ]);

    expect(first.refreshed).toHaveLength(30);
    expect(second.postponed).toHaveLength(30);
    expect(account.calls).toHaveLength(30);
  });

  it('is waited for by a forced run', async () => {
    const account = await start(3, { answerMs: 2_000 });
    const other = account.startInstance();
    const [first, second] = await Promise.all([
      account.run(),
      account.clock.advance(500).then(() => other.run({ force: true, connections: ['c1'] })),
    ]);

    expect(first.refreshed).toHaveLength(3);
    expect(second.refreshed).toHaveLength(1);
    expect(account.calls.map(({ refreshToken }) => refreshToken)).toContain('c1:refresh-1');
  });

  it('of a run that was killed ends by itself', async () => {
    const account = await start(3);
    const lease = { holder: 'somebody', until: account.clock.now() + 30_000 };
    account.sessions.stored.set(INDEX, { ...account.sessions.stored.get(INDEX), lease });

    expect((await account.run()).postponed).toHaveLength(3);
    await account.clock.advance(MINUTE_MS);
    expect((await account.run()).refreshed).toHaveLength(3);
  });
});

describe('shards', () => {
  const shards = (account: Account, count: number) =>
    Promise.all(
      Array.from({ length: count }, (_, index) => account.startInstance({ SHARD: `${index + 1}/${count}` })),
    );

  it('refresh every connection once, and find them again when their number changes', async () => {
    const account = await start(60);
    for (const count of [3, 4]) {
      const refreshed: string[] = [];
      for (const { run } of await shards(account, count)) {
        refreshed.push(...(await run()).refreshed.map(({ connection }) => connection));
      }
      expect(refreshed).toHaveLength(60);
      expect(new Set(refreshed).size).toBe(60);
      await account.clock.advance(HOUR_MS);
    }
  });

  it('know their own connections only', async () => {
    const account = await start(10);
    const [first, second] = await shards(account, 2);
    const ours = (await first?.run())?.refreshed.map(({ connection }) => connection) ?? [];

    await expect(second?.run({ connections: ours.slice(0, 1) })).rejects.toThrow(
      /^INPUT_INVALID: connections\[0]: there is no such connection in shard 2\/2/,
    );
  });
});
