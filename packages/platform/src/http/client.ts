import { FunctionError } from '../errors/function-error.ts';
import { type Clock, sleep } from '../time/clock.ts';
import { deadlineExceeded } from '../time/deadline.ts';
import type { Pacer } from '../time/pacer.ts';
import { checkOrigin } from '../url/url.ts';
import { attempt } from './attempt.ts';
import type { Exchange } from './exchange.ts';
import { checkHeaders } from './headers.ts';
import { MAX_ATTEMPTS, pauseMs } from './retry.ts';
import type { HttpRequest, HttpResponse } from './types.ts';

/** The only way out of a function: every request passes the origin check, the timeouts and the size cap. */
export interface HttpClient {
  /** The origins it may talk to. */
  readonly origins: readonly string[];
  /** When its last answer has to be there, in milliseconds since the epoch. */
  readonly endsAt: number;
  /**
   * One request; any status is a result.
   * @throws `TARGET_NOT_ALLOWED`, `CONFIG_INVALID` for a header that cannot be sent,
   * `DOMAIN_NOT_ALLOWLISTED`, `NETWORK_ERROR`, `TIMEOUT`, `DEADLINE_EXCEEDED`, `RESPONSE_TOO_LARGE`, and
   * `RATE_LIMITED` when a policy that retries 429 still got it at the end
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** The same client for the origins of further URLs, named by trusted configuration. */
  allowing(urls: readonly string[]): HttpClient;
  /** The same client for work that outlives its run: it begins now and may take as long as a run. */
  detached(): HttpClient;
  /** The same client, but where the platform counts requests, it waits for its turn before each attempt. */
  paced(): HttpClient;
}

export interface ClientOptions {
  exchange: Exchange;
  clock: Clock;
  random(): number;
  /** The origins it may talk to, as `URL` spells them. */
  origins: readonly string[];
  /** Limit of one attempt. */
  timeoutMs: number;
  /** Limit of a run, and once more of the work that a run detaches. */
  deadlineMs: number;
  /** When the run has to end, in milliseconds since the epoch. */
  endsAt: number;
  /** Whether the platform lets only listed hosts pass. @default false */
  hasAllowlist?: boolean;
  /** Gives the turns of a paced client. @default none: it waits for nothing */
  pacer?: Pacer | undefined;
}

export interface HttpOptions extends Omit<ClientOptions, 'origins'> {
  /** Configured URLs; their origins are allowed. */
  allowed: readonly string[];
}

export const originsOf = (urls: readonly string[]): string[] => urls.map((url) => new URL(url).origin);

export const createHttpClient = ({ allowed, ...options }: HttpOptions): HttpClient =>
  clientOf({ ...options, origins: originsOf(allowed) });

/** @param isPaced whether a turn is awaited before each attempt */
export function clientOf(options: ClientOptions, isPaced = false): HttpClient {
  const { origins, clock, endsAt, deadlineMs } = options;
  return {
    origins,
    endsAt,
    send: (request) => send(request, options, isPaced),
    allowing: (urls) => clientOf({ ...options, origins: [...origins, ...originsOf(urls)] }, isPaced),
    detached: () => clientOf({ ...options, endsAt: clock.now() + deadlineMs }, isPaced),
    paced: () => clientOf(options, true),
  };
}

async function send(request: HttpRequest, options: ClientOptions, isPaced: boolean): Promise<HttpResponse> {
  const { clock, origins, pacer } = options;
  const { retry, prepare } = request;
  // Before anything is waited for or prepared.
  let target = checkedTarget(request.url, origins);
  for (let attemptsBefore = 0; ; attemptsBefore++) {
    if (isPaced) await pacer?.turn();
    const prepared = prepare ? { ...request, ...(await prepare()) } : request;
    if (prepared.url !== target.href) target = checkedTarget(prepared.url, origins);
    checkHeaders(prepared.headers);
    // Nobody waits for the answer of what a run begins after its end.
    if (leftMs(options) <= 0) throw deadlineExceeded();
    const outcome = await attempt(prepared, target, leftMs(options), options);
    const isRepeatable = retry?.(outcome, attemptsBefore) ?? false;
    if (isRepeatable && attemptsBefore + 1 < MAX_ATTEMPTS) {
      const pause = pauseMs(outcome, attemptsBefore, options);
      if (pause < leftMs(options)) {
        await sleep(clock, pause);
        continue;
      }
    }
    if (outcome.error) throw outcome.error;
    if (isRepeatable && outcome.response.status === 429) throw rateLimited(target, attemptsBefore + 1);
    return outcome.response;
  }
}

function checkedTarget(url: string, origins: readonly string[]): URL {
  const target = new URL(url);
  checkOrigin(target, origins);
  return target;
}

/** A clock that was set back makes no run longer than it may be. */
const leftMs = ({ clock, endsAt, deadlineMs }: ClientOptions): number =>
  Math.min(endsAt - clock.now(), deadlineMs);

const rateLimited = ({ host }: URL, attempts: number): FunctionError =>
  new FunctionError(
    'RATE_LIMITED',
    `${host} answered 429 (too many requests) to attempt ${attempts}, the last one; call it less often`,
    { status: 429 },
  );
