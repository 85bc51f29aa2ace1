import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createAccount, type Storage } from '../support/account.ts';

const ORIGIN = 'https://auth.example.com';
const OTHER = 'https://other.example.com';
const INDEX = 'index.1-of-1';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const start = (storage: Storage = 'context', shard?: string) =>
  createAccount({
    storage,
    settings: { REFRESH_WITHIN_SECS: storage === 'separate' ? 0 : 600, SHARD: shard },
    members: [
      { origin: ORIGIN, prefix: 'c', count: 0 },
      { origin: OTHER, prefix: 'o', count: 0 },
    ],
  });

describe('storing connections', () => {
  it('adds them, with whatever else belongs to the tokens', async () => {
    const account = await start();
    const store = {
      acme: { group: ORIGIN, refresh_token: 'acme:refresh-0', instance_url: 'https://eu.example.com' },
      bolt: { group: OTHER, refresh_token: 'bolt:refresh-0' },
    };

    expect(await account.run({ store })).toEqual({ stored: ['acme', 'bolt'], removed: [] });
    expect(account.calls).toEqual([]);
    expect((await account.run()).refreshed.map(({ connection }) => connection).sort()).toEqual([
      'acme',
      'bolt',
    ]);
    expect(account.calls.map(({ connection, origin }) => [connection, origin]).sort()).toEqual([
      ['acme', ORIGIN],
      ['bolt', OTHER],
    ]);
  });

  it('replaces and removes them', async () => {
    const account = await start();
    const acme = { group: ORIGIN, refresh_token: 'acme:refresh-0' };
    await account.run({ store: { acme, bolt: { ...acme, refresh_token: 'bolt:refresh-0' } } });
    await account.run();

    const store = { acme: { ...acme, group: OTHER, refresh_token: 'acme:refresh-7' }, bolt: null };
    expect(await account.run({ store })).toEqual({ stored: ['acme'], removed: ['bolt'] });
    expect(await account.run()).toMatchObject({
      refreshed: [{ connection: 'acme' }],
      skipped: [],
      postponed: [],
    });
    expect(account.calls.at(-1)).toMatchObject({ origin: OTHER, refreshToken: 'acme:refresh-7' });
    expect(account.sessions.stored.has('token.bolt')).toBe(false);
  });

  it('puts each into the index of its shard, whichever deployment stores it', async () => {
    const account = await start('context', '1/3');
    const store = Object.fromEntries(
      Array.from({ length: 30 }, (_, n) => [`c${n}`, { group: ORIGIN, refresh_token: `c${n}:refresh-0` }]),
    );
    await account.run({ store });

    const counts = [1, 2, 3].map(
      (shard) => Object.keys(account.sessions.stored.get(`index.${shard}-of-3`) ?? {}).length,
    );
    expect(counts.reduce((sum, count) => sum + count)).toBe(30);
    expect(Math.min(...counts)).toBeGreaterThan(3);
  });

  it('lets nothing of the tokens into the result, a message or a log', async () => {
    const account = await start();
    const log = vi.spyOn(console, 'error');
    const store = { acme: { group: 'canary-group', refresh_token: 'canary-refresh' } };
    const message = await account.messageOf({ store });

    expect(message).toMatch(/^INPUT_INVALID: store: acme: group: expected the name of a configured group/);
    expect(message + JSON.stringify(log.mock.calls)).not.toContain('canary');
  });

  it('does not trust a store that loses what it was told', async () => {
    const account = await start();
    account.sessions.before = async ({ session, operation }) =>
      session === INDEX && operation === 'save' ? 'lost' : undefined;

    const store = { acme: { group: ORIGIN, refresh_token: 'acme:refresh-0' } };
    expect(await account.messageOf({ store })).toMatch(/^CONTEXT_REJECTED: .*acme; store it again/);
  });
});

describe('what it refuses', () => {
  const tokens = { group: ORIGIN, refresh_token: 'acme:refresh-0' };
  it.each([
    ['an unknown group', { acme: { ...tokens, group: 'crm' } }, /acme: group: expected/],
    ['no group where there are several', { acme: { refresh_token: 'x' } }, /acme: group: expected/],
    ['no refresh token', { acme: { group: ORIGIN } }, /acme: refresh_token: expected text/],
    ['an empty name', { '': tokens }, /its name has to be/],
    ['no object', { acme: 5 }, /^INPUT_INVALID: store: expected/],
  ])('%s', async (_, store, message) => {
    const account = await start();
    expect(await account.messageOf({ store })).toMatch(message);
    expect(account.sessions.stored.size).toBe(0);
  });

  it.each(['separate', 'single'] as const)('any connection with the storage %s', async (storage) => {
    const account = await start(storage);
    expect(await account.messageOf({ store: { acme: tokens } })).toMatch(
      /^INPUT_INVALID: store: works with the storage context only/,
    );
  });
});
