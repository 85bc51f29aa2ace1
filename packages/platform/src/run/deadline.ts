import { type FunctionError, failure } from '../errors.ts';
import type { Clock } from './clock.ts';

/**
 * The moment a run must have ended. The platform kills a run at 30 s without a word; ending a little earlier
 * leaves time for an error that says what was unfinished.
 */
export interface Deadline {
  remainingMs(): number;
  /** Settles as `work` does, or rejects with `DEADLINE_EXCEEDED` when time is up first. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Stops the timer. A timer left running keeps the process, and locally the vendor's runner, waiting. */
  clear(): void;
}

export function startDeadline(clock: Clock, ms: number): Deadline {
  const end = clock.now() + ms;
  let clear = () => {};
  const expired = new Promise<never>((_, reject) => {
    clear = clock.after(ms, () => reject(deadlineExceeded()));
  });
  // Whoever races it hears of it; until then nobody may be listening.
  expired.catch(() => {});
  return {
    remainingMs: () => Math.max(0, end - clock.now()),
    race: (work) => Promise.race([work, expired]),
    clear: () => clear(),
  };
}

export const deadlineExceeded = (): FunctionError =>
  failure('DEADLINE_EXCEEDED', 'the run was not finished within DEADLINE_MS');
