import { expect, it } from 'vitest';
import { scheduleInUtc } from '../../src/deployment/schedule-in-utc.ts';

const NOW = new Date('2026-11-24T12:00:00Z');

it('is the same without a time zone, and when the zone makes no difference', () => {
  expect(scheduleInUtc({ cron: '0 9 * * *' }, NOW)).toEqual({ cron: '0 9 * * *' });
  expect(scheduleInUtc({ cron: '*/5 * * * *', timeZone: 'Europe/Berlin' }, NOW)).toEqual({
    cron: '*/5 * * * *',
  });
});

it('says which local time it is', () => {
  expect(scheduleInUtc({ cron: '0 9 * * *', timeZone: 'Asia/Dhaka' }, NOW)).toEqual({
    cron: '0 3 * * *',
    note: '0 9 * * * in Asia/Dhaka (UTC+6)',
  });
});

it('says what it has to become when the clocks change', () => {
  expect(scheduleInUtc({ cron: '0 9 * * *', timeZone: 'Europe/Berlin' }, NOW)).toEqual({
    cron: '0 8 * * *',
    note: '0 9 * * * in Europe/Berlin while that is UTC+1; UTC knows no summer time, so change it to 0 7 * * * when it is UTC+2',
  });
  const summer = new Date('2026-07-01T12:00:00Z');
  expect(scheduleInUtc({ cron: '0 9 * * *', timeZone: 'Europe/Berlin' }, summer).cron).toBe('0 7 * * *');
});

it('leaves to a person what one schedule cannot say', () => {
  expect(scheduleInUtc({ cron: '0 2 1 * *', timeZone: 'Asia/Tokyo' }, NOW)).toEqual({
    note: 'no single schedule in UTC is 0 2 1 * * in Asia/Tokyo: choose one or several yourself',
  });
});
