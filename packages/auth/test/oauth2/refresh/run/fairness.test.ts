import { sleep } from '@lp-functions/platform';
import { V1 } from '@lp-functions/platform/internal';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Account, type Answer, createAccount, type Storage } from '../support/account.ts';

const SICK = 'https://sick.example.com';
const WELL = 'https://well.example.com';
const MINUTE_MS = 60_000;

beforeEach(() => {
  // Failed runs log their error.
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const hang = () => new Promise<undefined>(() => {});
const namesOf = (account: Account, prefix: string) =>
  new Set(account.calls.map(({ connection }) => connection).filter((name) => name.startsWith(prefix)));

describe.each(['separate', 'single', 'context'] as Storage[])('with the storage %s', (storage) => {
  it('100 healthy connections are refreshed while 60 others get 429 and are to come again in 25 s', async () => {
    const account = await createAccount({
      storage,
      members: [
        { origin: SICK, prefix: 'sick', count: 60 },
        { origin: WELL, prefix: 'well', count: 100 },
      ],
      answer: ({ origin }) => (origin === SICK ? [429, {}, { 'retry-after': '25' }] : undefined),
    });

    expect(await account.messageOf()).toMatch(/REFRESH_FAILED: .* RATE_LIMITED.* 100 refreshed/);
    expect(namesOf(account, 'well').size).toBe(100);
  });

  it('50 healthy connections are refreshed while 150 others hang', async () => {
    const account = await createAccount({
      storage,
      members: [
        { origin: SICK, prefix: 'sick', count: 150 },
        { origin: WELL, prefix: 'well', count: 50 },
      ],
      answer: ({ origin }) => (origin === SICK ? hang() : undefined),
    });

    expect(await account.messageOf()).toMatch(/REFRESH_FAILED: .* TIMEOUT.* 50 refreshed, 13\d postponed/);
    expect(namesOf(account, 'well').size).toBe(50);
    // A third of the slots, and perhaps one for each of the two that end before the third failure in a row.
    expect(namesOf(account, 'sick').size).toBeLessThanOrEqual(18);
    expect(account.busiest.requests).toBeLessThanOrEqual(50);
  });

  it('a server that is down costs one request in each further run, and nobody hears of it twice', async () => {
    let isDown = true;
    const account = await createAccount({
      storage,
      settings: storage === 'separate' ? {} : { REFRESH_WITHIN_SECS: 900 },
      members: [{ origin: SICK, prefix: 'sick', count: 40 }],
      answer: () => (isDown ? hang() : undefined),
    });
    expect(await account.messageOf()).toContain('REFRESH_FAILED');
    account.asked();

    for (let run = 1; run <= 5; run++) {
      await account.clock.advance(MINUTE_MS);
      const result = await account.run();
      expect(account.asked()).toHaveLength(1);
      expect(result.refreshed).toEqual([]);
      expect(result.skipped).toContainEqual(
        expect.objectContaining({ reason: expect.stringMatching(/^TIMEOUT/), since: expect.any(String) }),
      );
    }
    isDown = false;
    await account.clock.advance(MINUTE_MS);
    const { refreshed, recovered } = await account.run();
    expect(refreshed).toHaveLength(40);
    expect(recovered.length).toBeGreaterThanOrEqual(16);
  });
});

describe.each([
  ['gives no answer', hang],
  ['answers 503', () => [503, {}] as const],
] as [string, Answer][])('a server that %s for two hours', (_, outage) => {
  it.each(['single', 'context'] as Storage[])(
    'has all its connections back in the first run after it: %s',
    async (storage) => {
      let isDown = false;
      const account = await createAccount({
        storage,
        settings: { REFRESH_WITHIN_SECS: 900 },
        members: [
          { origin: SICK, prefix: 'sick', count: 40 },
          { origin: WELL, prefix: 'well', count: 40 },
        ],
        answer: (call) => (isDown && call.origin === SICK ? outage(call) : undefined),
      });
      await account.run();
      isDown = true;
      await account.clock.advance(46 * MINUTE_MS);
      for (let minute = 0; minute < 120; minute++) {
        await account.messageOf();
        await account.clock.advance(MINUTE_MS);
      }

      isDown = false;
      account.asked();
      const { skipped } = await account.run();
      expect(skipped.filter(({ connection }) => connection.startsWith('sick'))).toEqual([]);
      const asked = account.asked();
      expect(asked.filter((name) => name.startsWith('sick'))).toHaveLength(40);
    },
  );
});

it('a token that is still good is refreshed before it expires, however many have expired', async () => {
  const account = await createAccount({
    generation: V1,
    settings: { REFRESH_WITHIN_SECS: 300 },
    members: [
      { origin: SICK, prefix: 'expired', count: 1_500, expiresInSecs: (n) => n - 2_000 },
      { origin: WELL, prefix: 'good', count: 20, expiresInSecs: (n) => 170 + n },
    ],
  });
  for (let run = 1; run <= 3; run++) {
    await account.run();
    await account.clock.advance(MINUTE_MS - 28_000);
  }

  expect(namesOf(account, 'good').size).toBe(20);
  // Until it is urgent, those that have expired come first.
  expect(
    account
      .asked()
      .slice(0, 300)
      .every((name) => name.startsWith('expired')),
  ).toBe(true);
});

it('a connection that has failed once keeps its turn by expiry, and gives way when it fails again', async () => {
  const account = await createAccount({
    generation: V1,
    settings: { REFRESH_WITHIN_SECS: 3_000 },
    members: [
      { origin: WELL, prefix: 'expired', count: 1, expiresInSecs: () => -60 },
      { origin: WELL, prefix: 'good', count: 1_000, expiresInSecs: (n) => 2_000 + n / 2 },
    ],
    answer: ({ connection }) =>
      connection === 'expired0' ? Object.assign(new Error('reset'), { code: 'ECONNRESET' }) : undefined,
  });
  const placeInNextRun = async () => {
    await account.messageOf();
    await account.clock.advance(2 * MINUTE_MS);
    return account.asked().indexOf('expired0');
  };

  expect(await placeInNextRun()).toBe(0);
  expect(await placeInNextRun()).toBe(0);
  expect(await placeInNextRun()).toBeGreaterThan(100);
});

it('a new instance sees by the stored failures that a server is down', async () => {
  const account = await createAccount({
    settings: { REFRESH_WITHIN_SECS: 900 },
    members: [{ origin: SICK, prefix: 'sick', count: 40 }],
    answer: hang,
  });
  await account.messageOf();
  account.asked();

  for (let run = 1; run <= 3; run++) {
    await account.clock.advance(MINUTE_MS);
    expect(await account.startInstance().run()).toMatchObject({ refreshed: [] });
    expect(account.asked()).toHaveLength(1);
  }
});

describe('connections without a lifetime', () => {
  it('do not keep those from their turn that expire', async () => {
    const account = await createAccount({
      generation: V1,
      settings: { REFRESH_WITHIN_SECS: 600 },
      members: [
        { origin: SICK, prefix: 'lifetimeless', count: 450 },
        { origin: WELL, prefix: 'expiring', count: 50, expiresInSecs: (n) => 300 + n },
      ],
      answer: ({ origin, connection, refreshToken }) =>
        origin === SICK
          ? [200, { access_token: `${connection}:access`, refresh_token: refreshToken }]
          : undefined,
    });
    await account.run();
    await account.clock.advance(MINUTE_MS);
    account.asked();

    // 3,600 seconds minus 600 later, the others are due as well.
    await account.clock.advance(50 * MINUTE_MS);
    await account.run();
    const asked = account.asked();
    // While others wait, no server has more than a third of the slots.
    expect(asked.slice(0, 150).filter((name) => name.startsWith('expiring'))).toHaveLength(50);
    // Everybody has a turn within two runs.
    await account.clock.advance(MINUTE_MS);
    await account.run();
    expect(new Set([...asked, ...account.asked()]).size).toBe(500);
  });

  it('have one by the settings', async () => {
    const account = await createAccount({
      settings: { REFRESH_WITHIN_SECS: 600, OAUTH2_DEFAULT_TTL_SECS: 7_200 },
      members: [{ origin: WELL, prefix: 'c', count: 1 }],
      answer: () => [200, { access_token: 'access' }],
    });

    expect(await account.run()).toMatchObject({ refreshed: [{ expiresAt: '2026-01-01T02:00:00.000Z' }] });
    await account.clock.advance(100 * MINUTE_MS);
    expect(await account.run()).toMatchObject({ skipped: [{ reason: 'not due' }] });
    await account.clock.advance(11 * MINUTE_MS);
    expect(await account.run()).toMatchObject({ refreshed: [{ connection: 'c0' }] });
  });
});

it('one connection that its server has a problem with does not keep the others waiting for long', async () => {
  const account = await createAccount({
    settings: { REFRESH_WITHIN_SECS: 600 },
    members: [{ origin: WELL, prefix: 'c', count: 100, expiresInSecs: (n) => 300 + n }],
    answer: ({ connection }) => (/^c1?\d$/.test(connection) ? hang() : undefined),
  });
  await account.messageOf();
  const before = namesOf(account, 'c').size;
  expect(before).toBeLessThan(100);

  await account.clock.advance(MINUTE_MS);
  const { refreshed } = await account.run().catch(() => ({ refreshed: [] }));
  expect(refreshed.length).toBeGreaterThanOrEqual(80);
});

describe('Retry-After', () => {
  it('is kept for all connections of the server, and a connection is asked again in the same run', async () => {
    let isBusy = true;
    const account = await createAccount({
      members: [{ origin: WELL, prefix: 'c', count: 5 }],
      async answer() {
        await sleep(account.clock, 10);
        if (!isBusy) return undefined;
        account.clock.after(3_000, () => {
          isBusy = false;
        });
        return [429, {}, { 'retry-after': '4' }];
      },
    });

    expect((await account.run()).refreshed).toHaveLength(5);
    const times = account.calls.map(({ atMs }) => atMs);
    expect(times.filter((atMs) => atMs < 4_000)).toHaveLength(5);
    expect(account.calls).toHaveLength(10);
  });
});
