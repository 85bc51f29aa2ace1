import { expect, it } from 'vitest';
import { FunctionError } from '../../src/errors/function-error.ts';
import { createTestClock } from '../../src/testing/index.ts';
import { inTime } from '../../src/time/deadline.ts';

const forever = new Promise<never>(() => {});

it('settles as the work does, when that is earlier', async () => {
  const clock = createTestClock();
  const error = new Error('x');

  expect(await inTime(clock, 1_000, Promise.resolve(1))).toBe(1);
  await expect(inTime(clock, 1_000, Promise.reject(error))).rejects.toBe(error);
  expect(clock.pending()).toBe(0);
});

it('rejects with DEADLINE_EXCEEDED when time is up first', async () => {
  const clock = createTestClock(0);

  await expect(clock.finish(inTime(clock, 1_000, forever))).rejects.toMatchObject({
    code: 'DEADLINE_EXCEEDED',
  });
  expect([clock.now(), clock.pending()]).toEqual([1_000, 0]);
});

it('rejects with the error that late work has', async () => {
  const clock = createTestClock();
  const late = new FunctionError('TIMEOUT', 'x');

  await expect(clock.finish(inTime(clock, 1_000, forever, () => late))).rejects.toBe(late);
});

it('hears of work that fails too late, so that the process does not end with it', async () => {
  const clock = createTestClock();
  const work = new Promise((_, reject) => void clock.after(2_000, () => reject(new Error('too late'))));
  await expect(clock.finish(inTime(clock, 1_000, work))).rejects.toThrow('DEADLINE_EXCEEDED');

  await clock.advance(5_000);
});
