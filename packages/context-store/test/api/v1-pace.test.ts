import { defineFunction } from '@lp-functions/platform';
import type { Generation } from '@lp-functions/platform/internal';
import { createTestClock, createTestHost, V1, V2 } from '@lp-functions/platform/testing';
import { expect, it } from 'vitest';
import {
  contextEnvironment,
  contextSecrets,
  contextSessions,
  contextTargets,
  propertyNames,
} from '../../src/index.ts';

const LATENCY_MS = 50;
/** Of V1's proxy, for each function: beyond it every request gets 429. */
const REQUESTS_PER_SECOND = 20;

const deletes = defineFunction({
  name: 'deletes',
  description: 'Deletes properties.',
  environment: contextEnvironment,
  payload: { names: propertyNames() },
  secrets: contextSecrets,
  targets: contextTargets,
  handler: async (run) => (await contextSessions(run))().deleteSome(run.payload.names),
});

/** Deletes that many properties in each of some runs of an instance; what came of it. */
async function deleteMany(generation: Generation, ...counts: number[]) {
  const clock = createTestClock();
  const passed: number[] = [];
  let refused = 0;
  const host = createTestHost({
    clock,
    generation,
    env: { CONTEXT_ZONE: 'z1', CONTEXT_NAMESPACE: 'demo' },
    secrets: { mavenApiKey: 'maven-key' },
    async exchange() {
      const now = clock.now();
      await new Promise<void>((resolve) => clock.after(LATENCY_MS, resolve));
      const isTooMuch = passed.filter((at) => at > now - 1_000).length >= REQUESTS_PER_SECOND;
      if (isTooMuch && generation.hasAllowlist) {
        refused++;
        return { status: 429, headers: {}, text: '' };
      }
      passed.push(now);
      return { status: 204, headers: {}, text: '' };
    },
  });
  const startedAt = clock.now();
  const runs = counts.map((count) =>
    host.invoke(deletes, { names: Array.from({ length: count }, (_, index) => `name${index}`) }),
  );
  await clock.finish(Promise.all(runs));
  return { deleted: passed.length, refused, tookMs: clock.now() - startedAt };
}

it.each([1, 20, 100, 300])('%d properties are deleted without one 429 of V1', async (count) => {
  expect(await deleteMany(V1, count)).toMatchObject({ deleted: count, refused: 0 });
});

it('runs of V1 at the same time share the turns', async () => {
  expect(await deleteMany(V1, 40, 40, 40)).toMatchObject({ deleted: 120, refused: 0 });
});

it('one property is deleted at once', async () => {
  expect(await deleteMany(V1, 1)).toMatchObject({ tookMs: LATENCY_MS });
});

it('V2 lets out as many as there are, ten at the same time', async () => {
  expect(await deleteMany(V2, 100)).toEqual({ deleted: 100, refused: 0, tookMs: 10 * LATENCY_MS });
});
