import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type Answer, createAccount, type Storage } from '../support/account.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const REMINDER_HOURS = 6;

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
});

const start = (storage: Storage, count: number, answer: Answer) =>
  createAccount({
    storage,
    settings: {
      REFRESH_WITHIN_SECS: storage === 'separate' ? 0 : 600,
      FAILURE_REMINDER_HOURS: REMINDER_HOURS,
    },
    members: [{ origin: 'https://auth.example.com', prefix: 'c', count }],
    answer,
  });

const deadC1: Answer = ({ connection }) =>
  connection === 'c1' ? [400, { error: 'invalid_grant' }] : undefined;

describe('reminders', () => {
  it('come as often as the settings say', async () => {
    const account = await start('single', 1, () => [401, { error: 'invalid_client' }]);
    let told = 0;

    for (let hour = 0; hour <= 24; hour++) {
      if (await account.messageOf()) told += 1;
      await account.clock.advance(HOUR_MS);
    }

    expect(told).toBe(5);
  });
});

describe.each(['separate', 'single', 'context'] as Storage[])(
  'reminders of a dead grant, with the storage %s',
  (storage) => {
    it('come as often as the settings say, although it is asked once a day', async () => {
      const account = await start(storage, 3, deadC1);
      const startedAt = account.clock.now();
      const toldAt: number[] = [];

      while (account.clock.now() < startedAt + 3 * DAY_MS) {
        const message = await account.messageOf();
        if (message) toldAt.push((account.clock.now() - startedAt) / HOUR_MS);
        if (message) expect(message).toMatch(/^REFRESH_FAILED: 1 of 3: 1 REAUTH_REQUIRED\. c1: /);
        await account.clock.advance(10 * MINUTE_MS);
      }

      expect(toldAt).toHaveLength(12);
      for (const [period, hour] of toldAt.entries()) {
        expect(hour).toBeGreaterThanOrEqual(period * REMINDER_HOURS);
        expect(hour).toBeLessThan(period * REMINDER_HOURS + 1);
      }
      expect(account.calls.filter(({ connection }) => connection === 'c1')).toHaveLength(3);
    });
  },
);

it('a reminder is told once by the instances of a shard', async () => {
  const account = await start('context', 3, deadC1);
  let told = 0;

  for (let minute = 0; minute < 23 * 60; minute += 30) {
    const run = account.startInstance().run();
    told += await run.then(
      () => 0,
      () => 1,
    );
    await account.clock.advance(30 * MINUTE_MS);
  }

  expect(told).toBe(4);
});
