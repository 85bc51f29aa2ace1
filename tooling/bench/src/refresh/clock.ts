import type { Clock } from '@lp-functions/platform';

/** A clock for long simulations: tens of thousands of timers, and time that passes as fast as the work is done. */
export interface SimulatedClock extends Clock {
  /** Lets time pass until the work settles. */
  finish<Result>(work: Promise<Result>): Promise<Result>;
  /** Lets time pass until then; milliseconds since the epoch. */
  until(time: number): Promise<void>;
}

interface Timer {
  at: number;
  /** Timers of the same time fire in the order in which they were set. */
  order: number;
  callback: (() => void) | undefined;
}

/** Lets promises settle: what they still have to do comes before the next turn of the event loop. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

export function createSimulatedClock(start: number): SimulatedClock {
  let now = start;
  let count = 0;
  const timers = createHeap();

  const fireNext = async (): Promise<boolean> => {
    const timer = timers.take();
    if (!timer) return false;
    if (timer.callback) {
      now = Math.max(now, timer.at);
      timer.callback();
      await settle();
    }
    return true;
  };
  return {
    now: () => now,
    after(ms, callback) {
      const timer: Timer = { at: now + Math.max(0, ms), order: count++, callback };
      timers.add(timer);
      return () => {
        timer.callback = undefined;
      };
    },
    async finish(work) {
      let isSettled = false;
      const mark = () => {
        isSettled = true;
      };
      work.then(mark, mark);
      await settle();
      while (!isSettled && (await fireNext()));
      return work;
    },
    async until(time) {
      await settle();
      while ((timers.first()?.at ?? Infinity) <= time) await fireNext();
      now = Math.max(now, time);
    },
  };
}

const isBefore = (a: Timer, b: Timer): boolean => a.at < b.at || (a.at === b.at && a.order < b.order);

/** A binary heap: the next timer on top. */
function createHeap() {
  const heap: Timer[] = [];
  const swap = (a: number, b: number) => {
    const [first, second] = [heap[a], heap[b]];
    if (first && second) [heap[a], heap[b]] = [second, first];
  };
  const isLess = (a: number, b: number): boolean => {
    const [first, second] = [heap[a], heap[b]];
    return first !== undefined && second !== undefined && isBefore(first, second);
  };
  return {
    first: () => heap[0],
    add(timer: Timer) {
      heap.push(timer);
      for (let at = heap.length - 1; at > 0; ) {
        const parent = (at - 1) >> 1;
        if (!isLess(at, parent)) break;
        swap(at, parent);
        at = parent;
      }
    },
    take(): Timer | undefined {
      const first = heap[0];
      const last = heap.pop();
      if (!last || heap.length === 0) return first;
      heap[0] = last;
      for (let at = 0; ; ) {
        const left = 2 * at + 1;
        const child = isLess(left + 1, left) ? left + 1 : left;
        if (!isLess(child, at)) break;
        swap(at, child);
        at = child;
      }
      return first;
    },
  };
}
