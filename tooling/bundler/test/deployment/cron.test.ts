import { describe, expect, it } from 'vitest';
import { isCron } from '../../src/deployment/cron.ts';
import { cronInUtc } from '../../src/deployment/cron-in-utc.ts';

describe('isCron', () => {
  it.each([
    '* * * * *',
    '*/5 * * * *',
    '0 0 1 JAN sun',
    '0,30 8-18/2 1-15,20 * MON-FRI',
    '59 23 31 12 7',
    '0 0 29 2 *',
  ])('takes %s', (cron) => expect(isCron(cron)).toBe(true));

  it.each([
    ['the last day', '0 9 L * *'],
    ['the nearest weekday', '0 9 15W * *'],
    ['the third Friday', '0 9 * * 5#3'],
    ['no matter which day', '0 9 ? * 5'],
    ['a list that holds one of these', '0 9 1,L * *'],
    ['both kinds of days at once', '0 9 1 * +1'],
    ['four fields', '* * * *'],
    ['six fields', '0 * * * * *'],
    ['a nickname', '@daily'],
    ['words', 'every day at ten o-clock'],
    ['a name in a field without names', 'MON * * * *'],
    ['a minute out of its range', '60 * * * *'],
    ['an hour out of its range', '* 24 * * *'],
    ['day 0', '* * 0 * *'],
    ['month 13', '* * * 13 *'],
    ['weekday 8', '* * * * 8'],
    ['steps of nothing', '*/0 * * * *'],
    ['steps that are too long', '*/99 * * * *'],
    ['a number before a star', '*5 * * * *'],
    ['half a range', '5- * * * *'],
    ['a range of three', '1-2-3 * * * *'],
    ['an empty list', ', * * * *'],
    ['an unknown name', '* * * FOO *'],
    ['a day that no year has', '0 0 31 2 *'],
    ['two blanks', '0  * * * *'],
    ['nothing', ''],
  ])('refuses %s: %s', (_, cron) => expect(isCron(cron)).toBe(false));
});

describe('cronInUtc', () => {
  const WINTER = new Date('2026-11-24T12:00:00Z');
  const inUtc = (cron: string, timeZone: string) =>
    cronInUtc(cron, timeZone, WINTER).map(({ offset, cron: utc }) => `${offset}: ${utc ?? 'impossible'}`);

  it('is one schedule where clocks are never changed', () => {
    expect(inUtc('0 9 * * *', 'Asia/Dhaka')).toEqual(['UTC+6: 0 3 * * *']);
    expect(inUtc('0 9 * * *', 'UTC')).toEqual(['UTC+0: 0 9 * * *']);
  });

  it('is one for winter and one for summer where they are, the present one first', () => {
    expect(inUtc('30 9 * * *', 'Europe/Berlin')).toEqual(['UTC+1: 30 8 * * *', 'UTC+2: 30 7 * * *']);
    expect(inUtc('0 9 * * *', 'America/New_York')).toEqual(['UTC-5: 0 14 * * *', 'UTC-4: 0 13 * * *']);
  });

  it('moves the minutes where the offset is no whole hour', () => {
    expect(inUtc('15,45 9 * * *', 'Asia/Kolkata')).toEqual(['UTC+5:30: impossible']);
    expect(inUtc('0 9 * * *', 'Asia/Kolkata')).toEqual(['UTC+5:30: 30 3 * * *']);
  });

  it('keeps what happens every hour', () => {
    expect(inUtc('*/15 * * * *', 'Europe/Berlin')).toEqual(['UTC+1: */15 * * * *', 'UTC+2: */15 * * * *']);
    expect(inUtc('0 * * * *', 'Asia/Kolkata')).toEqual(['UTC+5:30: 30 * * * *']);
  });

  it('moves the days of the week when midnight lies between', () => {
    expect(inUtc('0 2 * * MON-FRI', 'Asia/Tokyo')).toEqual(['UTC+9: 0 17 * * 0,1,2,3,4']);
    expect(inUtc('0 22 * * 6,7', 'America/Bogota')).toEqual(['UTC-5: 0 3 * * 0,1']);
  });

  it('keeps days and months when midnight does not lie between', () => {
    expect(inUtc('0 12 1 */3 *', 'Asia/Tokyo')).toEqual(['UTC+9: 0 3 1 */3 *']);
    expect(inUtc('0 8-18/2 * * MON-FRI', 'Asia/Dhaka')).toEqual(['UTC+6: 0 2,4,6,8,10,12 * * MON-FRI']);
  });

  it('says when one schedule cannot do it', () => {
    expect(inUtc('0 2 1 * *', 'Asia/Tokyo')).toEqual(['UTC+9: impossible']);
    expect(inUtc('0 8-10 * * MON', 'Asia/Tokyo')).toEqual(['UTC+9: impossible']);
  });
});
