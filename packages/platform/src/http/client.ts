import { failure, isFunctionError } from '../errors.ts';
import type { Exchange, Host } from '../host.ts';
import { sleep } from '../run/clock.ts';
import { deadlineExceeded, inTime } from '../run/deadline.ts';
import { networkError } from './failure.ts';
import { MAX_ATTEMPTS, type Outcome, pauseMs } from './retry.ts';
import type { HttpRequest, HttpResponse } from './types.ts';
import { checkOrigin } from './url.ts';

const MIB = 1_048_576;
/** What the platform's proxy answers, with status 403, for a host that is not allowlisted. */
const PROXY_REFUSAL = 'You do not have access to the page';

/** The only way out of a function: every request passes the origin check, the timeouts and the size cap. */
export interface HttpClient {
  /**
   * One request; any status is a result.
   * @throws `TARGET_NOT_ALLOWED`, `DOMAIN_NOT_ALLOWLISTED`, `NETWORK_ERROR`, `TIMEOUT`, `DEADLINE_EXCEEDED`,
   * `RESPONSE_TOO_LARGE`, and `RATE_LIMITED` when a policy that retries 429 still got it at the end
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** The origins it may talk to. */
  readonly origins: readonly string[];
  /** For `allowing` and `detached`. */
  readonly options: HttpOptions;
}

export interface HttpOptions {
  exchange: Exchange;
  clock: Host['clock'];
  random: Host['random'];
  /** Configured URLs; their origins are allowed. */
  allowed: readonly string[];
  /** Limit of one attempt. */
  timeoutMs: number;
  /** Limit of a run, and once more of the work that a run detaches. */
  deadlineMs: number;
  /** When the run has to end, in milliseconds since the epoch. */
  endsAt: number;
}

export function createHttpClient(options: HttpOptions): HttpClient {
  const origins = options.allowed.map((url) => new URL(url).origin);
  return {
    origins,
    options,
    async send(request) {
      const { clock, random, endsAt } = options;
      const target = new URL(request.url);
      checkOrigin(target, origins);
      const { host } = target;
      const { retry } = request;
      for (let attempt = 0; ; attempt++) {
        await request.pace?.();
        const leftMs = () => endsAt - clock.now();
        // Nobody waits for the answer of what a run begins after its end.
        if (leftMs() <= 0) throw deadlineExceeded();
        const outcome = await attemptOnce(request, host, leftMs(), options);
        const pause = pauseMs(attempt, outcome, clock, random);
        const again = retry?.(outcome, attempt);
        if (again && attempt + 1 < MAX_ATTEMPTS && pause < leftMs()) {
          await sleep(clock, pause);
          continue;
        }
        if (!('status' in outcome)) throw outcome;
        if (again && outcome.status === 429) {
          throw failure('RATE_LIMITED', `${host} answered 429; call less often`);
        }
        return outcome;
      }
    },
  };
}

/** The same client for the origins of further URLs, named by trusted configuration. */
export const allowing = ({ options }: HttpClient, urls: readonly string[]): HttpClient =>
  createHttpClient({ ...options, allowed: [...options.allowed, ...urls] });

/** The same client for work that goes on when its run has ended: it begins now and may take as long as a run. */
export const detached = ({ options }: HttpClient): HttpClient =>
  createHttpClient({ ...options, endsAt: options.clock.now() + options.deadlineMs });

/** What comes of one attempt. Never rejects. */
function attemptOnce(
  request: HttpRequest,
  host: string,
  leftMs: number,
  { clock, exchange, timeoutMs }: HttpOptions,
): Promise<Outcome> {
  let abort = () => {};
  const answer = exchange({
    headers: {},
    maxBytes: MIB,
    ...request,
    setAbort(ours) {
      abort = ours;
    },
  });
  const late = () => {
    abort();
    return leftMs > timeoutMs
      ? failure('TIMEOUT', `${host} gave no answer within REQUEST_TIMEOUT_MS`)
      : deadlineExceeded();
  };
  return inTime(clock, Math.min(timeoutMs, leftMs), answer, late).then(
    (response) =>
      response.status === 403 && response.text.startsWith(PROXY_REFUSAL)
        ? failure('DOMAIN_NOT_ALLOWLISTED', `the platform refused ${host}; allowlist it`)
        : response,
    (error) => (isFunctionError(error) ? error : networkError(error, host)),
  );
}
