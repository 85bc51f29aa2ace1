import { sleep } from '@lp-functions/platform';
import { V1, V2 } from '@lp-functions/platform/internal';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, createAccount, type Storage } from '../support/account.ts';

const ORIGIN = 'https://auth.example.com';
const MINUTE_MS = 60_000;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const members = (count: number) => [{ origin: ORIGIN, prefix: 'c', count }];
const readsOf = ({ secrets }: Account) =>
  secrets.calls.filter(({ operation }) => operation === 'read').map(({ name }) => name);

/** Most requests in any second. */
const peak = (times: readonly number[]) =>
  Math.max(...times.map((from) => times.filter((time) => time >= from && time < from + 1_000).length));

const failure = (kind: string) =>
  Object.assign(new Error('storage'), { code: `com.liveperson.faas.secret.${kind}` });

describe('reading', () => {
  it.each([
    ['separate', 2],
    ['single', 2],
  ] as const)('takes what is shared once: %s', async (storage, perConnection) => {
    const account = await createAccount({ storage, members: members(400) });
    await account.run();

    const reads = readsOf(account);
    for (const shared of ['connections', 'sharedId', 'sharedSecret']) {
      expect(reads.filter((name) => name === shared)).toHaveLength(1);
    }
    expect(reads.length).toBe(400 * perConnection + 3);
    expect(account.secrets.calls.every(({ operation, fresh }) => operation === 'update' || fresh)).toBe(true);
  });

  it('does not look again for secrets that exist', async () => {
    const account = await createAccount({ storage: 'separate', members: members(10) });
    await account.run();
    account.secrets.calls.length = 0;
    await account.clock.advance(MINUTE_MS);
    await account.run();

    expect(readsOf(account).filter((name) => name.endsWith('accessToken'))).toEqual([]);
  });

  it.each(['op-timed-out', 'op-failed'])(
    'is repeated after %s, of the list of connections too',
    async (kind) => {
      const account = await createAccount({ members: members(5) });
      const failed = new Set<string>();
      account.secrets.before = async (operation, name) => {
        await sleep(account.clock, 20);
        if (operation === 'read' && !failed.has(name)) {
          failed.add(name);
          throw failure(kind);
        }
      };

      expect((await account.run()).refreshed).toHaveLength(5);
      expect(failed).toContain('connections');
    },
  );

  it('is repeated when it hangs', async () => {
    const account = await createAccount({ members: members(5) });
    let hangs = 1;
    account.secrets.before = async (_, name) => {
      if (name === 'connections' && hangs-- > 0) await new Promise(() => {});
      await sleep(account.clock, 20);
    };
    expect((await account.run()).refreshed).toHaveLength(5);
  });

  it('fails for one connection alone', async () => {
    const account = await createAccount({ members: members(3) });
    account.secrets.before = async (operation, name) => {
      await sleep(account.clock, 20);
      if (operation === 'read' && name === 'c1_tokenSet') throw failure('op-failed');
    };

    expect(await account.messageOf()).toMatch(
      /^REFRESH_FAILED: 1 of 3: 1 SECRET_READ_FAILED\. c1: .*c1_tokenSet.* 2 refreshed/,
    );
  });
});

describe.each(['separate', 'single'] as Storage[])('400 connections, storage %s', (storage) => {
  it('are refreshed on V1 in one run, at most 15 requests a second', async () => {
    const account = await createAccount({ storage, members: members(400), generation: V1 });
    const startedAt = account.clock.now();

    expect((await account.run()).refreshed).toHaveLength(400);
    expect(account.clock.now() - startedAt).toBeLessThan(28_000);
    expect(peak(account.calls.map(({ atMs }) => atMs))).toBe(15);
    expect(account.clock.pending()).toBe(0);
  });

  it('are refreshed on V2 as fast as the server answers', async () => {
    const account = await createAccount({ storage, members: members(400), generation: V2 });
    const startedAt = account.clock.now();

    expect((await account.run()).refreshed).toHaveLength(400);
    expect(account.clock.now() - startedAt).toBeLessThan(4_000);
    expect(account.busiest.requests).toBeLessThanOrEqual(50);
  });
});

describe('more connections than a run has time for', () => {
  it.each(['separate', 'single'] as Storage[])('come first in the next run: %s', async (storage) => {
    const account = await createAccount({ storage, members: members(450), generation: V1 });
    const { refreshed, postponed } = await account.run();
    expect(refreshed.length).toBeGreaterThan(390);
    expect(refreshed.length + postponed.length).toBe(450);
    account.asked();

    await account.clock.advance(MINUTE_MS);
    await account.run();
    const late = postponed.map(({ connection }) => connection);
    expect(account.asked().slice(0, late.length).sort()).toEqual(late.sort());
  });

  it('end the run in time, and leave no timer behind', async () => {
    const account = await createAccount({ members: members(1_000), generation: V1 });
    const startedAt = account.clock.now();

    await account.run();
    expect(account.clock.now() - startedAt).toBeLessThanOrEqual(28_000);
    expect(account.clock.pending()).toBe(0);
  });
});

it('a token set that does not fit its secret leaves the refresh token there, and says the sizes', async () => {
  const account = await createAccount({
    settings: { REFRESH_WITHIN_SECS: 600 },
    generation: V1,
    members: members(1),
    answer: () => [
      200,
      { access_token: 'a'.repeat(10_000), refresh_token: 'c0:refresh-1', expires_in: 3_600 },
    ],
  });

  expect(await account.messageOf()).toMatch(
    /TOKEN_NOT_SAVED: the secret c0_tokenSet holds at most 10000 characters, and this takes 10\d\d\d\. The refresh token alone/,
  );
  expect(account.secrets.values.get('c0_tokenSet')).toEqual({
    refresh_token: 'c0:refresh-1',
    failure: expect.objectContaining({ code: 'TOKEN_NOT_SAVED' }),
  });
  // It is not asked in every run.
  account.asked();
  expect(await account.run()).toMatchObject({ skipped: [{ connection: 'c0' }] });
  expect(account.asked()).toEqual([]);
});

describe('a refused token', () => {
  it('is dead only when a sibling has had its time to store another one', async () => {
    const account = await createAccount({
      members: members(1),
      answer: () => [400, { error: 'invalid_grant' }],
    });
    account.clock.after(1_900, () => {
      account.secrets.values.set('c0_tokenSet', { refresh_token: 'c0:refresh-5', expires_at: 1_800_000_000 });
    });

    expect(await account.run()).toMatchObject({
      skipped: [{ connection: 'c0', reason: 'refreshed by another run' }],
    });
  });

  it('holds no slot meanwhile', async () => {
    const account = await createAccount({
      members: members(200),
      answer: ({ connection }) =>
        /^c\d\d?$/.test(connection) ? [400, { error: 'invalid_grant' }] : undefined,
    });

    await account.messageOf();
    const last = account.calls.at(-1);
    expect(account.calls).toHaveLength(200);
    expect(last?.atMs).toBeLessThan(2_000);
  });

  it.each(['bad_refresh_token', 'invalid_refresh_token'])('may be called %s', async (error) => {
    const account = await createAccount({ members: members(1), answer: () => [200, { error }] });
    expect(await account.messageOf()).toContain('REAUTH_REQUIRED');
  });
});

it('a forced run is not content with what a scheduled one finds good enough', async () => {
  const account = await createAccount({
    settings: { REFRESH_WITHIN_SECS: 600 },
    members: [{ origin: ORIGIN, prefix: 'c', count: 1 }],
  });
  await account.run();
  // Due by what is known, and good when looked at: a sibling has refreshed it.
  const stored = account.secrets.values.get('c0_tokenSet') as { expires_at: number };
  account.secrets.values.set('c0_tokenSet', { ...stored, expires_at: stored.expires_at - 3_600 });
  let looks = 0;
  account.secrets.before = async (_, name) => {
    await sleep(account.clock, 20);
    if (name === 'c0_tokenSet' && ++looks === 3) account.secrets.values.set('c0_tokenSet', stored);
  };
  const { begin } = account.startInstance();
  const runs = [begin(), begin({ force: true })];
  const [scheduled, forced] = await account.clock.finish(Promise.all(runs));

  expect(scheduled).toMatchObject({ skipped: [{ reason: 'not due' }] });
  expect(forced).toMatchObject({ refreshed: [{ connection: 'c0' }] });
});
