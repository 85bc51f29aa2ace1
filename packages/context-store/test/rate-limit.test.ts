import { createHttpClient } from '@lp-functions/platform/internal';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import { expect, it } from 'vitest';
import { storeOf } from './support.ts';

const URL = 'https://z1.context.liveperson.net';
const LATENCY_MS = 50;
/** Of the platform, for each function: beyond it every request gets 429. */
const REQUESTS_PER_SECOND = 20;

it.each([1, 20, 100])('%d properties are deleted within what V1 lets out', async (count) => {
  const clock = createTestClock();
  const passed: number[] = [];
  const deleted = new Set<string>();
  const transport = createHttpClient({
    ...createTestHost({
      clock,
      exchange: async ({ url }) => {
        const now = clock.now();
        await new Promise<void>((resolve) => clock.after(LATENCY_MS, resolve));
        if (passed.filter((at) => at > now - 1_000).length >= REQUESTS_PER_SECOND) {
          return { status: 429, headers: {}, text: '' };
        }
        passed.push(now);
        deleted.add(url);
        return { status: 204, headers: {}, text: '' };
      },
    }),
    allowed: [URL],
    timeoutMs: 10_000,
    deadlineMs: 28_000,
    endsAt: clock.now() + 28_000,
  });
  const startedAt = clock.now();
  const names = Array.from({ length: count }, (_, index) => `name${index}`);
  await clock.finish(storeOf('v1', URL, transport).session('demo').deleteSome(names));
  expect(deleted.size).toBe(count);
  if (count <= 10) expect(clock.now() - startedAt).toBe(LATENCY_MS);
});
