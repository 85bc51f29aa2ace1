import {
  type Attempt,
  type Clock,
  FunctionError,
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  idempotent,
  isFunctionError,
  unsent,
} from '@lp-functions/platform';
import { retryAfterMs } from '@lp-functions/platform/internal';
import type { Origins } from '../order/origins.ts';

/** A client for one token request, which tells `Origins` how the server is. */
export interface WatchedClient {
  http: HttpClient;
  /** Whether the request did not begin because the run had no time left for it. */
  isLate(): boolean;
  /** Whether the server gave no answer, or one that says that it has a problem of its own. */
  isUnreachable(): boolean;
  /** Whether the request may be sent again. */
  isRepeatable(): boolean;
}

export interface WatchOptions {
  clock: Clock;
  origins: Origins;
  origin: string;
  /** Whether the run has no time left for another request. */
  isLate(): boolean;
  /** Whether the request may arrive twice. */
  isIdempotent: boolean;
  /** How often it was sent before. */
  attemptsBefore: number;
}

/** Errors for which the server, or the way to it, is to blame. */
const NO_ANSWER: readonly unknown[] = [
  'NETWORK_ERROR',
  'TIMEOUT',
  'DEADLINE_EXCEEDED',
  'DOMAIN_NOT_ALLOWLISTED',
];

export function watchedClient(http: HttpClient, options: WatchOptions): WatchedClient {
  const { clock, isIdempotent, attemptsBefore } = options;
  let isLate = false;
  let attempt: Attempt | undefined;

  /** Looked at when the request's turn has come, which may take a while. */
  const checkTime = () => {
    isLate = options.isLate();
    if (isLate) throw new FunctionError('DEADLINE_EXCEEDED', 'the run has no time left for it');
  };
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    let beganAt = clock.now();
    try {
      const response = await http.send({
        ...request,
        async prepare() {
          checkTime();
          const prepared = await request.prepare?.();
          beganAt = clock.now();
          return prepared ?? {};
        },
      });
      attempt = { response };
    } catch (error) {
      if (isFunctionError(error) && !isLate) attempt = { error };
      throw error;
    } finally {
      if (attempt) tell(options, attempt, beganAt);
    }
    return attempt.response;
  };

  return {
    http: { ...http, send },
    isLate: () => isLate,
    isUnreachable: () => attempt !== undefined && isSick(attempt),
    isRepeatable: () =>
      attempt !== undefined && (isIdempotent ? idempotent : unsent)(attempt, attemptsBefore),
  };
}

const isSick = ({ error, response }: Attempt): boolean =>
  error ? NO_ANSWER.includes(error.code) : response.status === 429 || response.status >= 500;

function tell({ origins, origin, clock }: WatchOptions, attempt: Attempt, beganAt: number): void {
  const { error, response } = attempt;
  if (!isSick(attempt)) {
    // Other errors of ours come before anything is sent.
    if (response || error?.code === 'RESPONSE_TOO_LARGE') origins.answered(origin);
    return;
  }
  const wishMs = retryAfterMs(response?.headers['retry-after'], clock);
  if (response?.status === 429) origins.busy(origin, beganAt, wishMs);
  else origins.failed(origin, clock.now() + (wishMs ?? 0));
}
