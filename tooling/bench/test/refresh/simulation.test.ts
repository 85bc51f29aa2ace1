import { sleep } from '@lp-functions/platform';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { createChance } from '../../src/refresh/chance.ts';
import { createSimulatedClock } from '../../src/refresh/clock.ts';
import { sum } from '../../src/refresh/figures.ts';
import { createLedger } from '../../src/refresh/ledger.ts';
import { HOUR_MS, MINUTE_MS, NIGHT, type Scenario } from '../../src/refresh/scenario.ts';
import { simulateShard } from '../../src/refresh/shard.ts';

beforeEach(() => {
  vi.spyOn(console, 'error').mockImplementation(() => {});
  vi.spyOn(console, 'warn').mockImplementation(() => {});
});

const small: Scenario = {
  ...NIGHT,
  connections: 30,
  shards: 1,
  forMs: 3 * HOUR_MS,
  deadShare: 0.1,
  outage: { fromMs: HOUR_MS, toMs: 1.5 * HOUR_MS },
};
const members = (count: number) => Array.from({ length: count }, (_, connection) => connection);

describe('a simulated shard', () => {
  it('keeps its tokens valid, whatever happens, and asks and tells no more than it has to', async () => {
    const figures = await simulateShard(small, 1, members(30));

    expect(figures.refreshes).toBeGreaterThan(80);
    expect(figures.kills).toBeGreaterThan(0);
    expect(figures.deaths).toBe(3);
    expect(figures.deathNotices).toBe(3);
    expect(figures.peakPerSecond).toBeLessThanOrEqual(15);
    expect(figures.invalidElsewhereMs).toBe(0);
    expect(figures.caughtUpMs).toBeLessThan(10 * MINUTE_MS);
  });
});

describe('the ledger', () => {
  it('counts the time without a valid token in which the provider answers', () => {
    const scenario = { ...small, deadShare: 0 };
    // Of the provider that is down from the first hour on, valid until half an hour before.
    const ledger = createLedger(scenario, new Map([[0, HOUR_MS / 2]]));
    ledger.granted(0, 1.6 * HOUR_MS);
    ledger.saved(0, 1.6 * HOUR_MS);
    ledger.close(scenario.forMs);

    expect(ledger.figures.liveMs).toBe(2.5 * HOUR_MS);
    expect(ledger.figures.caughtUpMs).toBeCloseTo(0.1 * HOUR_MS);
    // Before the outage, after it, and when the new one has expired.
    expect(ledger.figures.invalidMs).toBeCloseTo((0.5 + 0.1 + 0.4) * HOUR_MS);
    expect(ledger.figures.invalidElsewhereMs).toBeCloseTo(0.9 * HOUR_MS);
  });

  it('counts requests within a second', () => {
    const ledger = createLedger(small, new Map());
    for (const at of [0, 400, 800, 1_000, 1_100, 5_000]) ledger.sent(at);
    expect(ledger.figures.peakPerSecond).toBe(4);
  });

  it('adds up for several shards', () => {
    const [a, b] = [createLedger(small, new Map()), createLedger(small, new Map())];
    for (const at of [0, 1, 2]) a.sent(at);
    b.sent(0);
    expect(sum([a.figures, b.figures])).toMatchObject({
      peakPerSecond: 3,
      requestsAt: expect.arrayContaining([4]),
    });
  });
});

describe('the clock', () => {
  it('fires timers by their time, those of the same time in their order, and none that was cancelled', async () => {
    const clock = createSimulatedClock(0);
    const fired: string[] = [];
    const chance = createChance(1);
    const times = Array.from({ length: 200 }, () => Math.floor(chance.next() * 50));
    for (const [index, ms] of times.entries()) clock.after(ms, () => fired.push(`${ms}:${index}`));
    clock.after(10, () => fired.push('cancelled'))();
    await clock.until(100);

    const expected = times
      .map((ms, index) => ({ ms, index }))
      .sort((a, b) => a.ms - b.ms || a.index - b.index);
    expect(fired).toEqual(expected.map(({ ms, index }) => `${ms}:${index}`));
    expect(clock.now()).toBe(100);
  });

  it('lets time pass only until the work is done', async () => {
    const clock = createSimulatedClock(0);
    clock.after(1_000, () => {});
    await clock.finish(sleep(clock, 30));
    expect(clock.now()).toBe(30);
  });
});
