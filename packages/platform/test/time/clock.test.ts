import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { sleep, systemClock } from '../../src/time/clock.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] }));
afterEach(() => void vi.useRealTimers());

it('tells the time', () => {
  const before = Date.now();

  expect(systemClock.now()).toBeGreaterThanOrEqual(before);
  expect(systemClock.now()).toBeLessThanOrEqual(Date.now());
});

it('calls back once, unless that is cancelled', () => {
  const kept = vi.fn();
  const cancelled = vi.fn();
  systemClock.after(100, kept);
  systemClock.after(100, cancelled)();
  vi.advanceTimersByTime(1_000);

  expect(kept).toHaveBeenCalledOnce();
  expect(cancelled).not.toHaveBeenCalled();
});

it('sleeps as long as it is told to', async () => {
  const awake = vi.fn();
  const slept = sleep(systemClock, 100).then(awake);
  await vi.advanceTimersByTimeAsync(99);
  expect(awake).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  await slept;

  expect(awake).toHaveBeenCalledOnce();
});
