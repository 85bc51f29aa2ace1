import { sleep } from '@lp-functions/platform';
import { createTestClock } from '@lp-functions/platform/testing';
import { expect, it } from 'vitest';
import { concurrently } from '../../src/oauth2/concurrently.ts';

it('works on 50 items at a time, and begins the next as soon as one is done', async () => {
  const clock = createTestClock();
  const startedAt = clock.now();
  let active = 0;
  let most = 0;
  const begun: number[] = [];

  await clock.finish(
    concurrently(Array(120).keys(), async (n) => {
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

it('takes items that come one by one', async () => {
  const clock = createTestClock();
  const at: number[] = [];
  async function* items() {
    for (let n = 0; n < 3; n++) {
      await sleep(clock, 10);
      yield n;
    }
  }
  const startedAt = clock.now();

  await clock.finish(
    concurrently(items(), async () => {
      at.push(clock.now() - startedAt);
      await sleep(clock, 1_000);
    }),
  );

  expect(at).toEqual([10, 20, 30]);
});
