import { expect, it } from 'vitest';
import { createTestClock } from '../../src/testing/index.ts';

it('fires timers in order of time, at their time', async () => {
  const clock = createTestClock(0);
  const fired: [string, number][] = [];
  clock.after(200, () => void fired.push(['b', clock.now()]));
  clock.after(100, () => void fired.push(['a', clock.now()]));
  clock.after(301, () => void fired.push(['never', clock.now()]));
  await clock.advance(300);

  expect(fired).toEqual([
    ['a', 100],
    ['b', 200],
  ]);
  expect([clock.now(), clock.pending()]).toEqual([300, 1]);
});

it('fires timers that a timer sets', async () => {
  const clock = createTestClock(0);
  const times: number[] = [];
  clock.after(100, () => void clock.after(50, () => void times.push(clock.now())));
  await clock.advance(150);

  expect(times).toEqual([150]);
});

it('forgets a timer that is cancelled', async () => {
  const clock = createTestClock();
  let fired = false;
  clock.after(1, () => {
    fired = true;
  })();
  await clock.advance(10);

  expect([fired, clock.pending()]).toEqual([false, 0]);
});

it('finishes work, however many timers it needs', async () => {
  const clock = createTestClock(0);
  const work = (async () => {
    for (let i = 0; i < 3; i++) await new Promise<void>((resolve) => void clock.after(1_000, resolve));
    return 'done';
  })();

  expect(await clock.finish(work)).toBe('done');
  expect(clock.now()).toBe(3_000);
});

it('fails with the work, and when nothing could settle it', async () => {
  const clock = createTestClock();

  await expect(clock.finish(Promise.reject(new Error('x')))).rejects.toThrow('x');
  await expect(clock.finish(new Promise(() => {}))).rejects.toThrow(/no timer/);
});
