import { Toolbelt } from 'lp-faas-toolbelt';
import type { Exchange } from '../host.ts';
import { tooLarge } from '../http/failure.ts';
import { asText } from '../json.ts';
import { markHandled } from './handled-errors.ts';

/** What request-promise answers, and what the errors of the local toolbelt carry. */
interface Answer {
  statusCode: number;
  headers?: Headers | Record<string, unknown>;
  body?: unknown;
}

/**
 * Exchange over `Toolbelt.HTTPClient()`, which is documented as request-promise but replaced by a thin layer over
 * fetch in the vendor's local toolbelt. Both are served:
 * - request-promise resolves to `{ statusCode, headers, body }`, the local one to the body alone;
 * - the local one rejects for a status outside 2xx, with `statusCode`, `error` (the body) and `response`;
 * - the local one always follows redirects and cannot be aborted, unless its `url` is a `Request` that says
 *   otherwise. The first one made in a process takes several times as long as loading and running a function, and
 *   request-promise ignores it, so where the client is that, by its function `cookie`, none is made. Other clients
 *   may take it for the text of the URL, so it can be that as well;
 * - the `timeout` option is not used: the local one would leave its timer running.
 */
export const toolbeltExchange: Exchange = async ({ method, url, headers, body, maxBytes, setAbort }) => {
  const client = Toolbelt.HTTPClient();
  const local = 'cookie' in client ? undefined : new AbortController();
  const pending = client(url, {
    method,
    headers,
    body,
    url: local
      ? Object.assign(new Request(url, { redirect: 'manual', signal: local.signal }), { toString: () => url })
      : url,
    simple: false,
    resolveWithFullResponse: true,
    followRedirect: false,
  });
  setAbort(() => (local ?? (pending as { abort?: () => void })).abort?.());
  const {
    statusCode,
    headers: received,
    body: content,
  } = await pending.then(
    (whole) =>
      (whole as Partial<Answer> | null)?.statusCode ? (whole as Answer) : { statusCode: 200, body: whole },
    (error): Answer => {
      if (local) markHandled(error);
      if (!error.statusCode) throw error;
      return { ...error, headers: error.response?.headers, body: error.error };
    },
  );
  // request-promise leaves the byte order mark that some servers put before JSON.
  const text = asText(content).replace(/^\uFEFF/, '');
  // Only whole bodies are handed over, so the size is known afterwards.
  if (Buffer.byteLength(text) > maxBytes) throw tooLarge(url, maxBytes, statusCode);
  return { status: statusCode, headers: textByName(received), text };
};

/** Names are in lower case, both those of Node.js and those of fetch, so that none of them is `forEach`. */
const textByName = (headers: Headers | Record<string, unknown> = {}) =>
  Object.fromEntries(
    (headers.forEach ? [...(headers as Headers)] : Object.entries(headers)).map(([name, value]) => [
      name,
      `${value}`,
    ]),
  );
