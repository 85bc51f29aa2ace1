import { createTestClock } from '@lp-functions/platform/testing';
import { expect, it } from 'vitest';
import { createPacer } from '../../src/oauth2/pacer.ts';

it('lets the first pass at once and the others in order, 15 a second', async () => {
  const clock = createTestClock();
  const pace = createPacer(clock);
  const startedAt = clock.now();
  const passed: [n: number, at: number][] = [];

  await clock.finish(
    Promise.all(
      Array.from({ length: 31 }, async (_, n) => {
        await pace();
        passed.push([n, clock.now() - startedAt]);
      }),
    ),
  );

  expect(passed).toEqual(Array.from({ length: 31 }, (_, n) => [n, n * 67]));
  expect(passed.filter(([, at]) => at < 1_000)).toHaveLength(15);
});

it('gives nobody a lead after a quiet time', async () => {
  const clock = createTestClock();
  const pace = createPacer(clock);
  await pace();
  await clock.advance(60_000);
  const at: number[] = [];

  await clock.finish(Promise.all([1, 2].map(() => pace().then(() => at.push(clock.now())))));

  expect((at[1] as number) - (at[0] as number)).toBe(67);
});
