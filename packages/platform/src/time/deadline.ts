import { FunctionError } from '../errors/function-error.ts';
import type { Clock } from './clock.ts';

export const deadlineExceeded = (): FunctionError =>
  new FunctionError(
    'DEADLINE_EXCEEDED',
    'not done within DEADLINE_MS; let the run do less, or raise the variable (29500 at most)',
  );

/**
 * Settles as `work` does, or rejects when that has not happened within `ms` milliseconds. No timer is left
 * running: it would keep the process, and locally the vendor's runner, waiting.
 * @param late gives the error of late work. @default `DEADLINE_EXCEEDED`
 */
export const inTime = <T>(
  clock: Clock,
  ms: number,
  work: Promise<T>,
  late: () => FunctionError = deadlineExceeded,
): Promise<T> =>
  new Promise((resolve, reject) => {
    const cancel = clock.after(ms, () => reject(late()));
    work.then(
      (value) => {
        cancel();
        resolve(value);
      },
      (error) => {
        cancel();
        reject(error);
      },
    );
  });
