import type { FunctionError } from '../errors.ts';
import type { Clock } from '../run/clock.ts';
import type { HttpResponse } from './types.ts';

export const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;

/** What came of an attempt: a response or our error. */
export type Outcome = HttpResponse | FunctionError;

/** Whether an attempt may be repeated. @param attempt counts from 0 */
export type RetryPolicy = (outcome: Outcome, attempt: number) => boolean;

const parts = (outcome: Outcome) => outcome as Partial<HttpResponse & FunctionError>;

/** For requests that may arrive twice: after a network failure, a timeout, 429 or 5xx. */
export const idempotent: RetryPolicy = (outcome) => {
  const { status = 0, code = '' } = parts(outcome);
  return status === 429 || status >= 500 || /^(NETWORK|TIMEOUT)/.test(code);
};

/** For requests whose answers are all results: after a failure before a byte was sent (codes of Node.js, TLS, undici). */
export const unconnected: RetryPolicy = (outcome) =>
  /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_TIMEOUT|CERT|TLS|UNABLE_TO/.test(
    parts(outcome).facts?.cause ?? '',
  );

/**
 * For requests that must not arrive twice: after 429, a failure before a byte was sent, and once after 503, which may
 * come from a proxy in front of a server that has done the work.
 */
export const unsent: RetryPolicy = (outcome, attempt) => {
  const { status } = parts(outcome);
  return status === 429 || (status === 503 && !attempt) || unconnected(outcome, attempt);
};

/** The server's wish (`Retry-After`, RFC 9110 10.2.3: seconds or a date), else doubling pauses with jitter. */
export function pauseMs(attempt: number, outcome: Outcome, clock: Clock, random: () => number): number {
  const wish = `${parts(outcome).headers?.['retry-after']}`;
  const wishMs = /^\d+$/.test(wish) ? +wish * 1_000 : Date.parse(wish) - clock.now();
  return wishMs >= 0 ? wishMs : FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random() / 2);
}
