import { expect, it } from 'vitest';
import { startDeadline } from '../../src/run/deadline.ts';
import { createTestClock } from '../../src/testing/index.ts';

it('says how much time is left, never less than none', async () => {
  const clock = createTestClock();
  const deadline = startDeadline(clock, 1_000);
  await clock.advance(400);
  expect(deadline.remainingMs()).toBe(600);
  await clock.advance(5_000);

  expect(deadline.remainingMs()).toBe(0);
});

it('settles as the work does, when that is earlier', async () => {
  const deadline = startDeadline(createTestClock(), 1_000);
  const error = new Error('x');

  expect(await deadline.race(Promise.resolve(1))).toBe(1);
  await expect(deadline.race(Promise.reject(error))).rejects.toBe(error);
});

it('rejects with DEADLINE_EXCEEDED when time is up first', async () => {
  const clock = createTestClock();
  const deadline = startDeadline(clock, 1_000);

  await expect(clock.finish(deadline.race(new Promise(() => {})))).rejects.toMatchObject({
    code: 'DEADLINE_EXCEEDED',
  });
});

it('passes without a word when nobody races it', async () => {
  const clock = createTestClock();
  startDeadline(clock, 1_000);
  await clock.advance(2_000);

  expect(clock.pending()).toBe(0);
});

it('stops its timer', () => {
  const clock = createTestClock();
  startDeadline(clock, 1_000).clear();

  expect(clock.pending()).toBe(0);
});
