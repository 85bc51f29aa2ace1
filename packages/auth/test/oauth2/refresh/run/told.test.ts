import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, createAccount, grantedTo, type Storage } from '../support/account.ts';

const ORIGIN = 'https://auth.example.com';
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

let log: { mock: { calls: unknown[][] } };
beforeEach(() => {
  log = vi.spyOn(console, 'error').mockImplementation(() => {});
});

const STORAGES: Storage[] = ['separate', 'single', 'context'];
const withinSecs = (storage: Storage) => (storage === 'separate' ? 0 : 600);

const start = (storage: Storage, count: number, answer: Answer, more: object = {}) =>
  createAccount({
    storage,
    settings: { REFRESH_WITHIN_SECS: withinSecs(storage), ...more },
    members: [{ origin: ORIGIN, prefix: 'c', count }],
    answer,
  });

const dead = (...names: string[]): Answer => {
  return ({ connection }) => (names.includes(connection) ? [400, { error: 'invalid_grant' }] : undefined);
};

describe.each(STORAGES)('a dead grant, with the storage %s', (storage) => {
  it('is told once, and then once a day; others that die are told all the same', async () => {
    const gone = ['c1'];
    const account = await start(storage, 5, (call) => dead(...gone)(call));

    expect(await account.messageOf()).toMatch(
      /^REFRESH_FAILED: 1 of 5: 1 REAUTH_REQUIRED\. c1: REAUTH_REQUIRED: /,
    );
    await account.clock.advance(HOUR_MS);
    const { skipped } = await account.run();
    expect(skipped).toContainEqual({
      connection: 'c1',
      reason: 'REAUTH_REQUIRED: connect the account again, and store the new tokens',
      expiresAt: null,
      since: expect.stringMatching(/^2026-01-01T00:00:0/),
    });

    gone.push('c3');
    await account.clock.advance(HOUR_MS);
    expect(await account.messageOf()).toMatch(/^REFRESH_FAILED: 1 of 5: 1 REAUTH_REQUIRED\. c3: /);
    await account.clock.advance(22 * HOUR_MS);
    expect(await account.messageOf()).toMatch(/^REFRESH_FAILED: 1 of 5: 1 REAUTH_REQUIRED\. c1: /);
  });

  it('is asked at most once a day', async () => {
    const account = await start(storage, 3, dead('c1'));

    for (let ms = 0; ms < 3 * DAY_MS; ms += 30 * MINUTE_MS) {
      await account.messageOf();
      await account.clock.advance(30 * MINUTE_MS);
    }

    expect(account.calls.filter(({ connection }) => connection === 'c1')).toHaveLength(3);
  });

  it('is asked at once by force', async () => {
    let isDead = true;
    const account = await start(storage, 3, (call) => (isDead ? dead('c1')(call) : undefined));
    await account.messageOf();
    isDead = false;

    expect(await account.run({ force: true, connections: ['c1'] })).toMatchObject({
      refreshed: [{ connection: 'c1' }],
      recovered: ['c1'],
    });
    await account.clock.advance(HOUR_MS);
    expect((await account.run()).recovered).toEqual([]);
  });

  it('is asked at once with a new token', async () => {
    const account = await start(storage, 3, (call) =>
      call.refreshToken === 'c1:refresh-new' ? grantedTo('c1', 9) : dead('c1')(call),
    );
    await account.messageOf();
    account.asked();

    await account.clock.advance(MINUTE_MS);
    account.secrets.values.set('c1_refreshToken', 'c1:refresh-new');
    account.secrets.values.set('c1_tokenSet', { refresh_token: 'c1:refresh-new' });
    if (storage === 'context') {
      await account.run({ store: { c1: { group: ORIGIN, refresh_token: 'c1:refresh-new' } } });
    }

    const { refreshed } = await account.run();
    expect(refreshed).toContainEqual(expect.objectContaining({ connection: 'c1' }));
  });
});

it('450 dead connections do not keep 50 healthy ones from their turn', async () => {
  const account = await createAccount({
    settings: { REFRESH_WITHIN_SECS: 600 },
    members: [
      { origin: ORIGIN, prefix: 'dead', count: 450, expiresInSecs: () => -86_400 },
      { origin: ORIGIN.replace('auth', 'other'), prefix: 'well', count: 50, expiresInSecs: () => 60 },
    ],
    answer: ({ connection }) =>
      connection.startsWith('dead') ? [400, { error: 'invalid_grant' }] : undefined,
  });
  await account.messageOf();
  const first = account.asked();
  expect(first.filter((name) => name.startsWith('well'))).toHaveLength(50);

  await account.clock.advance(55 * MINUTE_MS);
  const second = await account.run();
  expect(second.refreshed).toHaveLength(50);
  expect(account.asked().filter((name) => name.startsWith('dead'))).toHaveLength(450 - (first.length - 50));
});

it('a server that refuses is asked after pauses that grow, and told once', async () => {
  const account = await start('single', 1, () => [401, { error: 'invalid_client' }]);
  const messages: string[] = [];
  const startedAt = account.clock.now();

  for (let minute = 1; minute <= 10; minute++) {
    messages.push(await account.messageOf());
    await account.clock.advance(startedAt + minute * MINUTE_MS - account.clock.now());
  }

  expect(messages.filter(Boolean)).toEqual([
    expect.stringContaining('1 of 1: 1 TOKEN_REJECTED. c0: TOKEN_REJECTED'),
  ]);
  expect(account.calls).toHaveLength(5);
  expect(account.secrets.values.get('c0_tokenSet')).toEqual({
    refresh_token: 'c0:refresh-0',
    failure: {
      code: 'TOKEN_REJECTED',
      since: Date.UTC(2026, 0, 1) / 1_000,
      count: 5,
      next_try: expect.any(Number),
    },
  });
});

it('a failure that its secret has no room for is what the instance remembers, and the tokens stay', async () => {
  const account = await start('single', 1, () => [401, { error: 'invalid_client' }]);
  const tokens = { refresh_token: 'c0:refresh-0', access_token: 'x'.repeat(16_300) };
  account.secrets.values.set('c0_tokenSet', tokens);

  expect(await account.messageOf()).toContain('TOKEN_REJECTED');
  expect(account.secrets.values.get('c0_tokenSet')).toEqual(tokens);
  await account.run();
  expect(account.calls).toHaveLength(1);
});

describe('what a failed run says', () => {
  it('counts by code first, then names, and how the others fared', async () => {
    const account = await start('single', 4, ({ connection }) => {
      if (connection === 'c1') return [400, { error: 'invalid_grant' }];
      return connection === 'c2' ? [401, { error: 'invalid_client' }] : undefined;
    });

    expect(await account.messageOf()).toMatch(
      /^REFRESH_FAILED: 2 of 4: 1 \w+, 1 \w+\. c\d: .*; c\d: .*\. 2 refreshed, 0 postponed, 0 skipped$/,
    );
  });

  it('names what has recovered, although there is no result', async () => {
    const dying = ['c1'];
    const account = await start('single', 3, (call) => dead(...dying)(call));
    await account.messageOf();
    dying.splice(0, 1, 'c2');
    account.secrets.values.set('c1_tokenSet', { refresh_token: 'c1:refresh-5', failure: failing() });
    await account.clock.advance(DAY_MS);

    expect(await account.messageOf()).toMatch(/ c2: REAUTH_REQUIRED: .*\. Recovered: c1$/);
  });

  it('names all of many, in the log too, and within its budget', async () => {
    const count = 300;
    const account = await start('single', count, () => [401, { error: 'invalid_client' }]);

    const message = await account.messageOf();
    expect(message).toMatch(/^REFRESH_FAILED: 300 of 300: 300 TOKEN_REJECTED\. TOKEN_REJECTED: c0, c1, /);
    const entries = log.mock.calls.map(([entry]) => `${entry}`);
    expect(entries.length).toBeLessThanOrEqual(10);
    expect(Math.max(...entries.map(({ length }) => length))).toBeLessThanOrEqual(500);
    const named = new Set(
      entries
        .slice(0, -1)
        .join(' ')
        .match(/\bc\d+\b/g),
    );
    for (let n = 0; n < count; n++) expect(named).toContain(`c${n}`);
  });

  it('does not end in the middle of a name when there are too many', async () => {
    const account = await createAccount({
      members: [{ origin: ORIGIN, prefix: 'a-connection-with-a-long-name-', count: 300 }],
      answer: () => [401, { error: 'invalid_client' }],
    });
    await account.messageOf();
    const entries = log.mock.calls.map(([entry]) => `${entry}`);
    expect(entries.length).toBeLessThanOrEqual(10);
    expect(entries.at(-2)).toMatch(/-\d+ and \d+ more$/);
  });
});

describe('a malformed group', () => {
  it('fails alone, and is told once while it stays so', async () => {
    const account = await start('single', 2, () => undefined);
    const groups = account.secrets.values.get('connections') as object[];
    account.secrets.values.set('connections', [...groups, { names: ['other'] }]);

    expect(await account.messageOf()).toMatch(
      /^REFRESH_FAILED: 1 of 2: 1 CONFIG_INVALID\. connections\[1]: CONFIG_INVALID: connections\[1]: tokenUrl.* 2 refreshed/,
    );
    await account.clock.advance(HOUR_MS);
    expect(await account.run()).toMatchObject({
      skipped: [
        { connection: 'connections[1]', reason: expect.stringContaining('CONFIG_INVALID: connections[1]') },
      ],
    });
    await account.clock.advance(DAY_MS);
    expect(await account.messageOf()).toContain('connections[1]');
  });
});

describe('postponed is', () => {
  it('what there was no time for', async () => {
    const account = await createAccount({
      members: [{ origin: ORIGIN, prefix: 'c', count: 100 }],
      answerMs: 2_000,
      env: { DEADLINE_MS: '5000' },
    });

    const { refreshed, postponed } = await account.run();
    expect(postponed.length).toBeGreaterThan(0);
    expect(refreshed.length + postponed.length).toBe(100);
    // Answers that came after the end have been stored.
    await account.clock.advance(10_000);
    const asked = account.asked();
    for (const name of asked) {
      expect(account.secrets.values.get(`${name}_tokenSet`)).toMatchObject({
        refresh_token: `${name}:refresh-1`,
      });
    }
  });
});

const failing = () => ({
  code: 'TOKEN_REJECTED',
  since: Date.UTC(2026, 0, 1) / 1_000,
  count: 1,
  next_try: 0,
});
