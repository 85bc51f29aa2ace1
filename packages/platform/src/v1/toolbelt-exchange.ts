import { Toolbelt } from 'lp-faas-toolbelt';
import { type Exchange, type ExchangeAnswer, tooLarge } from '../http/exchange.ts';
import { asText, isObject } from '../json/json.ts';
import { markHandled } from './handled-errors.ts';

/** What request-promise answers, and what the errors of the local toolbelt carry. */
interface Answer {
  statusCode: number;
  headers: Record<string, string>;
  body: unknown;
}

/**
 * Exchange over `Toolbelt.HTTPClient()`, which is documented as request-promise but replaced by a thin layer
 * over fetch in the vendor's local toolbelt. Both are served:
 * - request-promise resolves to `{ statusCode, headers, body }`, the local one to the body alone;
 * - both give the bytes of a body if they are told to, and request-promise unzips it then only if it is told
 *   to;
 * - the local one rejects for a status outside 2xx, with `statusCode`, `error` (the body) and `response`;
 * - the local one always follows redirects and cannot be aborted, unless its `url` is a `Request` that says
 *   otherwise. The first one made in a process takes several times as long as loading and running a function,
 *   and request-promise ignores it, so where the client is that, by its function `cookie`, none is made.
 *   Other clients may take it for the text of the URL, so it can be that as well;
 * - the `timeout` option is not used: the local one would leave its timer running.
 */
export const toolbeltExchange: Exchange = async ({ method, url, headers, body, maxBytes, setAbort }) => {
  const client = Toolbelt.HTTPClient();
  const local = 'cookie' in client ? undefined : new AbortController();
  const pending = client(url, {
    method,
    headers,
    body,
    url: local ? localRequest(url, local.signal) : url,
    simple: false,
    resolveWithFullResponse: true,
    followRedirect: false,
    encoding: null,
    gzip: true,
  });
  setAbort(() => (local ? local.abort() : abort(pending)));
  const {
    statusCode,
    headers: received,
    body: content,
  } = await pending.then(answerOf, (error: unknown) => {
    if (local) markHandled(error);
    return answerOfError(error);
  });
  const answer = { status: statusCode, headers: received, ...contentOf(content) };
  // Only whole bodies are handed over, so the size is known afterwards.
  if (byteLength(answer) > maxBytes) throw tooLarge(url, maxBytes, statusCode);
  return answer;
};

const localRequest = (url: string, signal: AbortSignal): Request =>
  Object.assign(new Request(url, { redirect: 'manual', signal }), { toString: () => url });

function abort(pending: object): void {
  if ('abort' in pending && typeof pending.abort === 'function') pending.abort();
}

function answerOf(answer: unknown): Answer {
  if (!isObject(answer) || typeof answer.statusCode !== 'number') {
    return { statusCode: 200, headers: {}, body: answer };
  }
  const { statusCode, headers, body } = answer;
  return { statusCode, headers: textByName(isObject(headers) ? Object.entries(headers) : []), body };
}

/** @throws what it is given when that is no answer */
function answerOfError(error: unknown): Answer {
  if (!isObject(error) || typeof error.statusCode !== 'number') throw error;
  const { statusCode, error: body, response } = error;
  const headers = response instanceof Response ? [...response.headers] : [];
  return { statusCode, headers: textByName(headers), body };
}

/** The names come in lower case, both those of Node.js and those of fetch. */
const textByName = (entries: [name: string, value: unknown][]): Record<string, string> =>
  Object.fromEntries(entries.map(([name, value]) => [name, String(value)]));

type Content = { bytes: Uint8Array } | { text: string };

/** Text without the byte order mark that some servers put before JSON, which request-promise leaves. */
const contentOf = (body: unknown): Content =>
  body instanceof Uint8Array ? { bytes: body } : { text: asText(body).replace(/^\uFEFF/, '') };

const byteLength = ({ bytes, text = '' }: ExchangeAnswer): number =>
  bytes ? bytes.byteLength : Buffer.byteLength(text);
