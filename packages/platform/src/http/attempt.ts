import { foreignCode } from '../errors/foreign-code.ts';
import { FunctionError, isFunctionError } from '../errors/function-error.ts';
import type { Clock } from '../time/clock.ts';
import { deadlineExceeded, inTime } from '../time/deadline.ts';
import { toResponse } from './body.ts';
import type { Exchange } from './exchange.ts';
import { isCertificateRefused, isHandshakeFailed, isNoConnection } from './retry.ts';
import type { Attempt, HttpRequest, HttpResponse } from './types.ts';

const DEFAULT_MAX_BYTES = 1_048_576;
/** What V1's proxy answers, with status 403, for a host that is not allowlisted. */
const PROXY_REFUSAL = 'You do not have access to the page';

export interface AttemptOptions {
  exchange: Exchange;
  clock: Clock;
  /** Limit of one attempt. */
  timeoutMs: number;
  /** Whether a proxy stands between us and the peer that lets only listed hosts pass. @default false */
  hasAllowlist?: boolean;
}

/** Sends a request once. Never rejects. @param target its URL @param leftMs left of the run */
export async function attempt(
  { method, url, headers = {}, body, maxBytes = DEFAULT_MAX_BYTES }: HttpRequest,
  target: URL,
  leftMs: number,
  { exchange, clock, timeoutMs, hasAllowlist = false }: AttemptOptions,
): Promise<Attempt> {
  let abort = () => {};
  const setAbort = (ours: () => void) => {
    abort = ours;
  };
  const late = () => {
    abort();
    return leftMs > timeoutMs ? timeout(target.host, timeoutMs) : deadlineExceeded();
  };
  try {
    const answer = exchange({ method, url, headers, body, maxBytes, setAbort });
    const response = toResponse(await inTime(clock, Math.min(timeoutMs, leftMs), answer, late));
    return hasAllowlist && isRefusedByProxy(response) ? { error: notAllowlisted(target.host) } : { response };
  } catch (error) {
    return { error: isFunctionError(error) ? error : networkError(error, target.host, hasAllowlist) };
  }
}

const isRefusedByProxy = ({ status, text }: HttpResponse): boolean =>
  status === 403 && text.startsWith(PROXY_REFUSAL);

const notAllowlisted = (host: string): FunctionError =>
  new FunctionError(
    'DOMAIN_NOT_ALLOWLISTED',
    `the platform refused ${host}; add it to the account's allowlist, which may take 5 minutes to work`,
    { status: 403 },
  );

const timeout = (host: string, timeoutMs: number): FunctionError =>
  new FunctionError(
    'TIMEOUT',
    `${host} gave no answer within REQUEST_TIMEOUT_MS (${timeoutMs} ms); raise it if that is too short`,
  );

/** A failure of the network. It gives the system's code: the original message may quote the request. */
function networkError(error: unknown, host: string, hasAllowlist: boolean): FunctionError {
  const reason = foreignCode(error);
  const hint = hasAllowlist ? "; is it on the account's allowlist?" : '';
  return new FunctionError('NETWORK_ERROR', `${host} (${reason}): ${explained(reason)}${hint}`, { reason });
}

function explained(reason: string): string {
  if (isCertificateRefused(reason))
    return 'its TLS certificate is not to be trusted; whoever runs it has to renew it';
  if (isHandshakeFailed(reason)) return 'no TLS connection came about; does it speak https at this port?';
  if (isNoConnection(reason)) return 'it cannot be reached; is the name right, and is it up?';
  return 'the connection broke off before the answer was complete; whether the request arrived is not known';
}
