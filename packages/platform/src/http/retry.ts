import type { FunctionError } from '../errors.ts';
import type { Clock } from '../run/clock.ts';
import type { HttpResponse, RetryPolicy } from './types.ts';

export const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;

/** Whether what came of an attempt may be tried again under the policy. */
export function mayRetry(policy: RetryPolicy | undefined, outcome: HttpResponse | FunctionError): boolean {
  if (!policy) return false;
  const idempotent = policy === 'idempotent';
  if ('status' in outcome) {
    return outcome.status === 429 || outcome.status === 503 || (idempotent && outcome.status >= 500);
  }
  return outcome.facts.notSent || (idempotent && /^(NETWORK_ERROR|TIMEOUT)$/.test(outcome.code));
}

/** The server's wish (`Retry-After`, RFC 9110 10.2.3: seconds or a date), else doubling pauses with jitter. */
export function pauseMs(
  attempt: number,
  outcome: HttpResponse | FunctionError,
  clock: Clock,
  random: () => number,
): number {
  const wish = 'status' in outcome ? `${outcome.headers['retry-after']}` : '';
  const wishMs = /^\d+$/.test(wish) ? +wish * 1_000 : Date.parse(wish) - clock.now();
  return wishMs >= 0 ? wishMs : FIRST_PAUSE_MS * 2 ** attempt * (0.5 + random() / 2);
}
