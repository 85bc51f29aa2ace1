import type { FunctionError } from '../errors.ts';
import type { Clock } from '../run/clock.ts';
import type { HttpResponse, RetryPolicy } from './types.ts';

export const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;

/** What came of an attempt: a response or our error. */
export type Outcome = HttpResponse | FunctionError;

/** Whether the attempt may be repeated under the policy. */
export function mayRetry(policy: RetryPolicy | undefined, outcome: Outcome): boolean {
  const { status = 0, code = '', facts } = outcome as Partial<HttpResponse & FunctionError>;
  const certainlyUndone = status === 429 || status === 503 || facts?.notSent;
  return (
    !!policy &&
    (certainlyUndone || (policy === 'idempotent' && (status >= 500 || /^(NETWORK|TIMEOUT)/.test(code))))
  );
}

/** The server's wish (`Retry-After`, RFC 9110 10.2.3: seconds or a date), else doubling pauses with jitter. */
export function pauseMs(attempt: number, outcome: Outcome, clock: Clock, random: () => number): number {
  const wish = `${(outcome as HttpResponse).headers?.['retry-after']}`;
  const wishMs = /^\d+$/.test(wish) ? +wish * 1_000 : Date.parse(wish) - clock.now();
  return wishMs >= 0 ? wishMs : FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random() / 2);
}
