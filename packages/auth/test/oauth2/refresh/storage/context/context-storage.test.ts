import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { fingerprintOf } from '../../../../../src/oauth2/refresh/storage/context/properties.ts';
import { type Account, type AccountOptions, createAccount } from '../../support/account.ts';

const ORIGIN = 'https://auth.example.com';
const OTHER = 'https://other.example.com';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

const start = (count: number, more: Partial<AccountOptions> = {}) =>
  createAccount({
    storage: 'context',
    settings: { REFRESH_WITHIN_SECS: 600 },
    members: [
      { origin: ORIGIN, prefix: 'c', count },
      { origin: OTHER, prefix: 'o', count: 0 },
    ],
    ...more,
  });

const INDEX = 'index.1-of-1';
const callsSince = ({ sessions }: Account) => sessions.calls.splice(0);

describe('tokens in the context store', () => {
  it('are sealed: whoever reads the store has none of them', async () => {
    const account = await start(3);
    await account.run();

    const everything = JSON.stringify([...account.sessions.stored]);
    expect(everything).not.toMatch(/refresh-\d|access-\d/);
    expect(account.sessions.stored.get('token.c0')).toEqual({
      group: ORIGIN,
      sealed: expect.stringMatching(/^s1\./),
    });
  });

  it('are not sent to the server of another group when somebody changes the group', async () => {
    const account = await start(1);
    const stored = account.sessions.stored.get('token.c0');
    account.sessions.stored.set('token.c0', { ...stored, group: OTHER });

    expect(await account.messageOf()).toContain('RESPONSE_INVALID: what the context store holds for c0');
    expect(account.calls).toEqual([]);
  });

  it('can be read with an old key, and are sealed with the new one when they change', async () => {
    const account = await start(1);
    const old = `${account.secrets.values.get('tokenSealingKey')}`;
    const current = randomBytes(32).toString('base64');
    account.secrets.values.set('tokenSealingKey', `${current}, ${old}`);
    expect((await account.run()).refreshed).toHaveLength(1);

    account.secrets.values.set('tokenSealingKey', current);
    await account.clock.advance(HOUR_MS);
    expect((await account.run()).refreshed).toHaveLength(1);

    account.secrets.values.set('tokenSealingKey', old);
    await account.clock.advance(HOUR_MS);
    expect(await account.messageOf()).toMatch(
      /CONFIG_INVALID: the secret tokenSealingKey does not hold the key/,
    );
  });

  it('are stored before the index knows, and the new refresh token before anything else', async () => {
    const account = await start(1);
    callsSince(account);
    await account.run();

    const saves = callsSince(account).filter(({ operation }) => operation === 'save');
    expect(saves.map(({ session }) => session)).toEqual([INDEX, 'token.c0', INDEX]);
    expect(saves.map(({ names }) => names)).toEqual([
      ['lease'],
      ['group', 'sealed'],
      ['state', 'c:c0', 'lease'],
    ]);
  });

  it('are retried, and reported when the store does not take them', async () => {
    const account = await start(1);
    let fails = 2;
    account.sessions.before = async ({ operation, session }) => {
      if (operation === 'save' && session === 'token.c0' && fails-- > 0) throw rejected();
      return undefined;
    };
    expect((await account.run()).refreshed).toHaveLength(1);

    fails = 3;
    await account.clock.advance(HOUR_MS);
    expect(await account.messageOf()).toMatch(/TOKEN_NOT_SAVED: the context store did not take the tokens/);
    await account.clock.advance(MINUTE_MS);
    account.asked();
    expect(await account.run()).toMatchObject({ skipped: [{ reason: 'not due' }], recovered: ['c0'] });
    expect(account.asked()).toEqual([]);
    await account.clock.advance(HOUR_MS);
    expect((await account.run()).refreshed).toHaveLength(1);
  });
});

describe('planning', () => {
  it('costs one request as long as nothing is due', async () => {
    const account = await start(100);
    await account.run();
    callsSince(account);
    await account.clock.advance(MINUTE_MS);

    expect((await account.run()).skipped).toHaveLength(100);
    expect(callsSince(account)).toEqual([{ operation: 'read', session: INDEX, names: [] }]);
  });

  it('costs three more when something is', async () => {
    const account = await start(1);
    await account.run();
    await account.clock.advance(51 * MINUTE_MS);
    callsSince(account);

    expect((await account.run()).refreshed).toHaveLength(1);
    expect(callsSince(account).filter(({ session }) => session === INDEX)).toHaveLength(4);
  });
});

describe('an index', () => {
  it('that is lost costs a look at each connection, and no request to its server', async () => {
    const account = await start(20);
    await account.run();
    account.asked();
    await account.clock.advance(MINUTE_MS);
    account.sessions.stored.delete(INDEX);

    expect((await account.run()).skipped).toHaveLength(20);
    expect(account.asked()).toEqual([]);
    callsSince(account);
    await account.clock.advance(MINUTE_MS);
    await account.run();
    expect(callsSince(account)).toHaveLength(1);
  });

  it('that is behind costs a look at the connections that it is wrong about', async () => {
    const account = await start(5);
    const behind = structuredClone(account.sessions.stored.get(INDEX));
    await account.run();
    account.asked();
    account.sessions.stored.set(INDEX, behind ?? {});

    expect((await account.run()).skipped).toHaveLength(5);
    expect(account.asked()).toEqual([]);
  });

  it('that cannot be written costs a look in the next run', async () => {
    const account = await start(5);
    let isDown = false;
    account.sessions.before = async ({ operation, names }) => {
      if (isDown && operation === 'save' && names.includes('c:c0')) throw rejected();
      return undefined;
    };
    isDown = true;
    expect((await account.run()).refreshed).toHaveLength(5);
    account.asked();
    expect((await account.run()).skipped).toHaveLength(5);
    expect(account.asked()).toEqual([]);
  });

  it('that has lost a connection finds it again within the hour', async () => {
    const account = await start(2);
    await account.run();
    const { 'c:c1': _, ...rest } = account.sessions.stored.get(INDEX) ?? {};
    account.sessions.stored.set(INDEX, rest);

    await account.clock.advance(59 * MINUTE_MS);
    await account.run();
    await account.clock.advance(MINUTE_MS);
    expect((await account.run()).refreshed.map(({ connection }) => connection)).toContain('c1');
  });

  it('that says another group is corrected', async () => {
    const account = await start(1);
    const index = account.sessions.stored.get(INDEX);
    account.sessions.stored.set(INDEX, { ...index, 'c:c0': { group: OTHER } });

    expect((await account.run()).refreshed).toHaveLength(1);
    expect(account.calls).toMatchObject([{ origin: ORIGIN }]);
    expect(account.sessions.stored.get(INDEX)?.['c:c0']).toMatchObject({ group: ORIGIN });
  });

  it('that cannot be read is told once, and nothing is lost', async () => {
    const account = await start(2);
    let isDown = true;
    account.sessions.before = async () => {
      if (isDown) throw rejected();
      return undefined;
    };
    expect(await account.messageOf()).toMatch(
      /^REFRESH_FAILED: 1 of 0: 1 CONTEXT_REJECTED\. the storage context: /,
    );
    expect(await account.messageOf()).toBe('');
    isDown = false;
    expect((await account.run()).refreshed).toHaveLength(2);
  });
});

describe('a refused token', () => {
  const refuse = { answer: () => [400, { error: 'invalid_grant' }] as [number, object] };

  it('is noted before anybody knows whether it is dead, so that no other run asks again', async () => {
    const account = await start(1, refuse);
    const saved: unknown[] = [];
    account.sessions.after = async ({ operation, session }) => {
      if (operation === 'save' && session === INDEX) saved.push(account.sessions.stored.get(INDEX)?.['c:c0']);
    };
    await account.messageOf();

    expect(saved).toContainEqual(
      expect.objectContaining({
        refused: { token: expect.stringMatching(/^[\w-]{22}$/), at: expect.any(Number) },
      }),
    );
    expect(saved.at(-1)).toEqual({
      group: ORIGIN,
      failure: expect.objectContaining({ code: 'REAUTH_REQUIRED' }),
    });
  });

  it('is dead without being asked again when the run that noted it was killed', async () => {
    const account = await start(1, refuse);
    const refused = { token: fingerprintOf('c0:refresh-0'), at: account.clock.now() / 1_000 - 60 };
    const index = account.sessions.stored.get(INDEX);
    account.sessions.stored.set(INDEX, { ...index, 'c:c0': { group: ORIGIN, refused } });

    expect(await account.messageOf()).toMatch(/^REFRESH_FAILED: 1 of 1: 1 REAUTH_REQUIRED/);
    expect(account.calls).toEqual([]);
  });

  it('is none when another one is stored', async () => {
    const account = await start(1);
    const refused = { token: fingerprintOf('c0:refresh-of-old'), at: account.clock.now() / 1_000 - 60 };
    const index = account.sessions.stored.get(INDEX);
    account.sessions.stored.set(INDEX, { ...index, 'c:c0': { group: ORIGIN, refused } });

    expect((await account.run()).refreshed).toHaveLength(1);
  });
});

const rejected = () =>
  Object.assign(new Error('CONTEXT_REJECTED: 503'), {
    name: 'FunctionError',
    code: 'CONTEXT_REJECTED',
    text: '503',
  });
