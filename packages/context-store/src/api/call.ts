import {
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  idempotent,
  parseJson,
} from '@lp-functions/platform';
import { singleFlight } from '@lp-functions/platform/internal';
import type { Connection } from './connection.ts';
import { isWebPage, notTheService, rejection } from './rejection.ts';

/** How an API wants its credential. */
export interface Access {
  /** What the credential has to be, for messages, e.g. `the Maven API key`. */
  expected: string;
  authorize(request: HttpRequest, credential: string): HttpRequest;
}

/** One request of an API. */
export interface Call<Answer> {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Below the service's root, encoded. */
  path: string;
  /** Sent as JSON. */
  content?: object;
  /** Tells an answer to this call from others. Gets parsed JSON; text that is none, as it is. */
  isAnswer(answer: unknown): answer is Answer;
  /** Whether 404 is an answer, too: that nothing is stored there. @default false */
  mayFindNothing?: boolean;
  /** Longest answer. @default 1 MiB */
  maxBytes?: number;
  /** For one of many requests: it waits for its turn where the platform limits them. @default false */
  isPaced?: boolean;
}

/**
 * @returns the answer; `undefined` when nothing is stored
 * @throws `CONTEXT_REJECTED`, `RESPONSE_INVALID`, and what the HTTP client throws
 */
export type Caller = <Answer>(call: Call<Answer>) => Promise<Answer | undefined>;

/** The answer to what only does something: nothing, or an object that says what was done. */
export const isDone = (answer: unknown): answer is unknown =>
  answer === '' || (typeof answer === 'object' && !Array.isArray(answer));

/**
 * What all calls of an API have in common. A credential that is refused is read once more, past the
 * platform's cache: it may have been replaced since.
 */
export function createCaller(connection: Connection, access: Access): Caller {
  const { baseUrl, http } = connection;
  const { value, renew } = connection.credential;
  const renewals = singleFlight<string>();
  let current = value;

  async function send(client: Pick<HttpClient, 'send'>, request: HttpRequest): Promise<Sent> {
    const first = current;
    const response = await client.send(access.authorize(request, first));
    if (!isRefusal(response) || !renew) return { response, credential: first };
    const renewed = await renewals.run('credential', renew);
    if (renewed === first) return { response, credential: first };
    current = renewed;
    return { response: await client.send(access.authorize(request, renewed)), credential: renewed };
  }

  return async ({ method, path, content, isAnswer, mayFindNothing, maxBytes, isPaced }) => {
    const request: HttpRequest = {
      method,
      url: baseUrl + path,
      headers: { 'content-type': 'application/json' },
      body: content && JSON.stringify(content),
      maxBytes,
      retry: idempotent,
    };
    const { response, credential } = await send(isPaced ? http.paced() : http, request);
    if (mayFindNothing && isNothingStored(response)) return undefined;
    if (response.status < 200 || response.status > 299) {
      throw rejection(response, { connection, expected: access.expected, credential, request });
    }
    const answer = parseJson(response.text);
    if (isWebPage(response) || !isAnswer(answer)) throw notTheService(response, request);
    return answer;
  };
}

/** An answer, and the credential that was sent for it. */
interface Sent {
  response: HttpResponse;
  credential: string;
}

const isRefusal = ({ status }: HttpResponse): boolean => status === 401 || status === 403;

/** The service says so in JSON, or says nothing; the 404 of another server is a page or a text. */
const isNothingStored = ({ status, text }: HttpResponse): boolean =>
  status === 404 && (text.trim() === '' || isJsonText(text));

/** Text that is no JSON is its own value. */
const isJsonText = (text: string): boolean => parseJson(text) !== text;
