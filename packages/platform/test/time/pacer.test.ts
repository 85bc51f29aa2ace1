import { expect, it } from 'vitest';
import { createTestClock } from '../../src/testing/index.ts';
import { createPacer } from '../../src/time/pacer.ts';

it('lets the first pass at once and the others in order, 15 a second', async () => {
  const clock = createTestClock();
  const pacer = createPacer(clock, 15);
  const startedAt = clock.now();
  const passed: [n: number, at: number][] = [];

  await clock.finish(
    Promise.all(
      Array.from({ length: 31 }, async (_, n) => {
        await pacer.turn();
        passed.push([n, clock.now() - startedAt]);
      }),
    ),
  );

  expect(passed).toEqual(Array.from({ length: 31 }, (_, n) => [n, n * 67]));
  expect(passed.filter(([, at]) => at < 1_000)).toHaveLength(15);
});

it('gives nobody a lead after a quiet time', async () => {
  const clock = createTestClock();
  const pacer = createPacer(clock, 15);
  await pacer.turn();
  await clock.advance(60_000);
  const at: number[] = [];

  await clock.finish(Promise.all([1, 2].map(() => pacer.turn().then(() => at.push(clock.now())))));

  expect((at[1] as number) - (at[0] as number)).toBe(67);
});

it('does not wait for a clock that was set back to catch up', async () => {
  const { now, after, finish } = createTestClock();
  let setBackMs = 0;
  const pacer = createPacer({ now: () => now() - setBackMs, after }, 15);
  await pacer.turn();
  setBackMs = 3_600_000;
  const began = now();
  await finish(pacer.turn());
  await finish(pacer.turn());

  expect(now() - began).toBe(2 * 67);
});
