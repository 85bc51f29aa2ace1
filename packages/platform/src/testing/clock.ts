import type { Clock } from '../time/clock.ts';

/** A clock that a test turns. */
export interface TestClock extends Clock {
  /** Lets `ms` milliseconds pass: timers fire in order, and promises settle in between. */
  advance(ms: number): Promise<void>;
  /**
   * Lets time pass, timer by timer, until the work settles. Fails when nothing is left that could settle it.
   */
  finish<T>(work: Promise<T>): Promise<T>;
  /** Timers that have neither fired nor been cancelled. */
  pending(): number;
}

export function createTestClock(start = Date.UTC(2026, 0, 1)): TestClock {
  let time = start;
  const timers = new Set<{ at: number; callback: () => void }>();
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  const next = () => [...timers].sort((a, b) => a.at - b.at)[0];

  const fire = async (timer: { at: number; callback: () => void }) => {
    timers.delete(timer);
    time = Math.max(time, timer.at);
    timer.callback();
    await settle();
  };
  return {
    now: () => time,
    after(ms, callback) {
      const timer = { at: time + ms, callback };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    pending: () => timers.size,
    async advance(ms) {
      const until = time + ms;
      await settle();
      for (let timer = next(); timer && timer.at <= until; timer = next()) await fire(timer);
      time = until;
      await settle();
    },
    async finish(work) {
      let settled = false;
      const mark = () => {
        settled = true;
      };
      work.then(mark, mark);
      await settle();
      while (!settled) {
        const timer = next();
        if (!timer) throw new Error('The work waits for something, but no timer is set');
        await fire(timer);
      }
      return work;
    },
  };
}
