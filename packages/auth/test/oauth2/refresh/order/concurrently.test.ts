import { sleep } from '@lp-functions/platform';
import { createTestClock } from '@lp-functions/platform/testing';
import { expect, it } from 'vitest';
import { concurrently } from '../../../../src/oauth2/refresh/order/concurrently.ts';

it('works on 50 items at a time, and begins the next as soon as one is done', async () => {
  const clock = createTestClock();
  const startedAt = clock.now();
  let active = 0;
  let most = 0;
  const begun: number[] = [];

  await clock.finish(
    concurrently([...Array(120).keys()], async (n) => {
      begun.push(n);
      active += 1;
      most = Math.max(most, active);
      await sleep(clock, n === 0 ? 1_000 : 100);
      active -= 1;
    }),
  );

  expect(begun).toEqual([...Array(120).keys()]);
  expect(most).toBe(50);
  expect(active).toBe(0);
  expect(clock.now() - startedAt).toBe(1_000);
});

it('gives the results in the order of the items', async () => {
  const clock = createTestClock();
  const results = concurrently([300, 100, 200], async (ms) => {
    await sleep(clock, ms);
    return ms / 100;
  });

  expect(await clock.finish(results)).toEqual([3, 1, 2]);
  expect(await concurrently([], async () => 1)).toEqual([]);
});
