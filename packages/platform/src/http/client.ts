import { FunctionError, isFunctionError } from '../errors.ts';
import type { Exchange, Host } from '../host.ts';
import { sleep } from '../run/clock.ts';
import { type Deadline, startDeadline } from '../run/deadline.ts';
import { networkError } from './failure.ts';
import { MAX_ATTEMPTS, mayRetry, pauseMs } from './retry.ts';
import type { HttpRequest, HttpResponse } from './types.ts';
import { resolveTarget } from './url.ts';

const MIB = 1_048_576;
/** What the platform's proxy answers, with status 403, for a host that is not allowlisted. */
const PROXY_REFUSAL = 'You do not have access to the page or resource';

/** The only way out of a function: every request passes the origin check, the timeouts and the size cap. */
export interface HttpClient {
  /**
   * The URL a request goes to, checked. Call it before secrets are read.
   * @param url absolute, or relative to `base`; absent stands for `base`
   * @throws `INPUT_INVALID`, `TARGET_NOT_ALLOWED`
   */
  resolve(url: string | undefined, base: string): string;
  /**
   * One request; any status is a result.
   * @throws `TARGET_NOT_ALLOWED`, `DOMAIN_NOT_ALLOWLISTED`, `NETWORK_ERROR`, `TIMEOUT`, `DEADLINE_EXCEEDED`,
   * `RESPONSE_TOO_LARGE`, and `RATE_LIMITED` when a request with a retry policy still got 429 at the end
   */
  send(request: HttpRequest): Promise<HttpResponse>;
  /** The same client for further origins, named by trusted configuration. */
  allowing(origins: Iterable<string>): HttpClient;
  /** The same client for work that several runs share: it outlives the deadline of the run that began it. */
  detached(): HttpClient;
}

interface ClientOptions {
  exchange: Exchange;
  clock: Host['clock'];
  random: Host['random'];
  allowedOrigins: ReadonlySet<string>;
  /** Limit of one attempt. */
  timeoutMs: number;
  /** Limit of the whole run, used again for detached work. */
  deadlineMs: number;
  deadline: Deadline;
}

export function createHttpClient(options: ClientOptions): HttpClient {
  return {
    resolve: (url, base) => resolveTarget(url ?? base, base, options.allowedOrigins).href,
    send: (request) => sendRetrying(request, options),
    allowing: (origins) =>
      createHttpClient({ ...options, allowedOrigins: new Set([...options.allowedOrigins, ...origins]) }),
    detached: () => ({
      ...createHttpClient(options),
      async send(request) {
        const deadline = startDeadline(options.clock, options.deadlineMs);
        try {
          return await sendRetrying(request, { ...options, deadline });
        } finally {
          deadline.clear();
        }
      },
    }),
  };
}

async function sendRetrying(request: HttpRequest, options: ClientOptions): Promise<HttpResponse> {
  const { clock, deadline, random } = options;
  const { retry = 'never' } = request;
  for (let attempt = 0; ; attempt++) {
    const outcome = await sendOnce(request, options).catch((error: FunctionError) => error);
    const pause = pauseMs(attempt, outcome, clock, random);
    if (attempt + 1 < MAX_ATTEMPTS && mayRetry(retry, outcome) && pause < deadline.remainingMs()) {
      await sleep(clock, pause, deadline.signal);
      continue;
    }
    if (!('status' in outcome)) throw outcome;
    if (retry !== 'never' && outcome.status === 429) {
      const { host } = new URL(request.url);
      throw new FunctionError('RATE_LIMITED', `${host} answered 429; call it less often`, { status: 429 });
    }
    return outcome;
  }
}

async function sendOnce(request: HttpRequest, options: ClientOptions): Promise<HttpResponse> {
  const { clock, deadline, exchange } = options;
  const { host, href } = resolveTarget(request.url, undefined, options.allowedOrigins);
  const maxBytes = request.maxBytes ?? MIB;
  if (deadline.signal.aborted) throw deadline.signal.reason;

  const attempt = new AbortController();
  const abort = (reason: unknown) => attempt.abort(reason);
  const onDeadline = () => abort(deadline.signal.reason);
  deadline.signal.addEventListener('abort', onDeadline);
  const cancelTimer = clock.after(options.timeoutMs, () =>
    abort(
      new FunctionError(
        'TIMEOUT',
        `${host} did not answer within ${options.timeoutMs} ms (REQUEST_TIMEOUT_MS)`,
      ),
    ),
  );
  const aborted = new Promise<never>((_, reject) => {
    attempt.signal.addEventListener('abort', () => reject(attempt.signal.reason));
  });
  try {
    const response = await Promise.race([
      aborted,
      exchange({
        method: request.method,
        url: href,
        headers: request.headers ?? {},
        body: request.body,
        maxBytes,
        signal: attempt.signal,
      }),
    ]);
    // V1 hands over whole bodies only, so the size is known afterwards.
    if (Buffer.byteLength(response.text) > maxBytes) throw tooLarge(host, maxBytes);
    if (response.status === 403 && response.text.startsWith(PROXY_REFUSAL)) {
      throw new FunctionError(
        'DOMAIN_NOT_ALLOWLISTED',
        `the platform refused ${host}; add it to the allowlist of functions`,
      );
    }
    return response;
  } catch (error) {
    if (attempt.signal.aborted) throw attempt.signal.reason;
    throw isFunctionError(error) ? error : networkError(error, host);
  } finally {
    cancelTimer();
    deadline.signal.removeEventListener('abort', onDeadline);
  }
}

export function tooLarge(host: string, maxBytes: number): FunctionError {
  return new FunctionError('RESPONSE_TOO_LARGE', `${host} sent more than ${maxBytes} bytes; ask for less`);
}
