import { FunctionError } from '../errors.ts';
import type { Clock } from './clock.ts';

/**
 * The moment a run must have ended. The platform kills a run at 30 s without a word; ending a little earlier
 * leaves time for an error that says what was unfinished.
 */
export interface Deadline {
  /** Aborts with `DEADLINE_EXCEEDED` when time is up. */
  readonly signal: AbortSignal;
  remainingMs(): number;
  /** Settles as `work` does, or rejects with `DEADLINE_EXCEEDED` when time is up first. */
  race<T>(work: Promise<T>): Promise<T>;
  /** Stops the timer. A timer left running keeps the process, and locally the vendor's runner, waiting. */
  clear(): void;
}

export function startDeadline(clock: Clock, ms: number): Deadline {
  const at = clock.now() + ms;
  const controller = new AbortController();
  const { signal } = controller;
  const clear = clock.after(ms, () =>
    controller.abort(
      new FunctionError('DEADLINE_EXCEEDED', `the run was not finished after ${ms} ms (DEADLINE_MS)`),
    ),
  );
  return {
    signal,
    clear,
    remainingMs: () => Math.max(0, at - clock.now()),
    race(work) {
      return new Promise((resolve, reject) => {
        const abort = () => reject(signal.reason);
        if (signal.aborted) abort();
        signal.addEventListener('abort', abort, { once: true });
        work.then(resolve, reject).finally(() => signal.removeEventListener('abort', abort));
      });
    },
  };
}
