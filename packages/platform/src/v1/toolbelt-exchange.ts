import { Toolbelt } from 'lp-faas-toolbelt';
import type { Exchange } from '../host.ts';
import type { HttpResponse } from '../http/types.ts';
import { ignoreUnhandled, markHandled } from './handled-errors.ts';

/**
 * Exchange over `Toolbelt.HTTPClient()`, which is documented as request-promise but replaced by a thin layer over
 * fetch in the vendor's local toolbelt. Both are served:
 * - request-promise resolves to `{ statusCode, headers, body }`, the local one to the body alone;
 * - the local one rejects for a status outside 2xx, with `statusCode`, `error` (the body) and `response`;
 * - the local one always follows redirects and cannot be aborted, unless its `url` is a `Request` that says
 *   otherwise; request-promise ignores `url` next to the URL in the first argument;
 * - the `timeout` option is not used: the local one would leave its timer running. Time is up by `signal`.
 */
export const toolbeltExchange: Exchange = async ({ method, url, headers, body, signal }) => {
  ignoreUnhandled();
  const pending = Toolbelt.HTTPClient()(url, {
    method,
    headers,
    body,
    url: requestFor(url, signal),
    simple: false,
    resolveWithFullResponse: true,
    followRedirect: false,
    followAllRedirects: false,
  });
  signal.addEventListener('abort', () => (pending as { abort?: () => void }).abort?.());
  try {
    return fromAnswer(await pending);
  } catch (error) {
    markHandled(error);
    return fromRejection(error);
  }
};

/** A `Request` that reads as its URL, for whoever takes it for a string. */
function requestFor(url: string, signal: AbortSignal): Request {
  return Object.assign(new Request(url, { redirect: 'manual', signal }), { href: url, toString: () => url });
}

interface FullResponse {
  statusCode: number;
  headers?: Record<string, string | string[]>;
  body?: unknown;
}

function fromAnswer(answer: unknown): HttpResponse {
  if (typeof answer === 'object' && answer !== null && 'statusCode' in answer) {
    const { statusCode, headers = {}, body } = answer as FullResponse;
    return { status: statusCode, headers: flatten(headers), text: asText(body) };
  }
  return { status: 200, headers: {}, text: asText(answer) };
}

/** @throws the error again when it is no HTTP answer */
function fromRejection(error: unknown): HttpResponse {
  const {
    statusCode,
    error: body,
    response,
  } = error as {
    statusCode?: number;
    error?: unknown;
    response?: { headers?: Headers | Record<string, string | string[]> };
  };
  if (!statusCode) throw error;
  const headers = response?.headers ?? {};
  return {
    status: statusCode,
    headers: headers instanceof Headers ? Object.fromEntries(headers) : flatten(headers),
    text: asText(body),
  };
}

function flatten(headers: Record<string, string | string[]>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name.toLowerCase(), String(value)]),
  );
}

function asText(body: unknown): string {
  if (body === undefined || body === null) return '';
  return typeof body === 'object' && !Buffer.isBuffer(body) ? JSON.stringify(body) : String(body);
}
