import {
  asText,
  FunctionError,
  type HttpRequest,
  type HttpResponse,
  isObject,
  parseJson,
} from '@lp-functions/platform';
import { createRedactor } from '@lp-functions/platform/internal';
import { MAX_SESSION_CHARS } from '../service/facts.ts';
import type { Connection } from './connection.ts';

/** Longest part of the service's own words that ours quote. */
const MAX_QUOTE_CHARS = 200;
const ZONES = 'CONTEXT_ZONE: z1 Americas, z2 EMEA, z3 APAC';
const CHECK_ZONE = `check the zone (${ZONES}) or the URL (CONTEXT_BASE_URL)`;

interface Rejected {
  connection: Connection;
  /** What the credential has to be. */
  expected: string;
  /** The credential that was sent. */
  credential: string;
  request: HttpRequest;
}

/** The error for a status that says no. */
export function rejection(response: HttpResponse, rejected: Rejected): FunctionError {
  const { status } = response;
  const said = wordsOf(response, rejected.credential);
  const answer = said === '' ? String(status) : `${status} (${said})`;
  const text = `${hostOf(rejected.request)} answered ${answer}: ${adviceFor(response, rejected)}`;
  return new FunctionError('CONTEXT_REJECTED', text, { status });
}

/** The error for a success that comes from something else than the context store. */
export function notTheService(response: HttpResponse, request: HttpRequest): FunctionError {
  const what = isWebPage(response) ? 'a web page' : 'something else than the context store does';
  const text = `${hostOf(request)} answered ${what}; ${CHECK_ZONE}`;
  return new FunctionError('RESPONSE_INVALID', text, { status: response.status });
}

/** Whether an answer is meant for people: by its content type or, where that is hidden, by its beginning. */
export function isWebPage({ headers, text }: HttpResponse): boolean {
  const contentType = headers['content-type'];
  return contentType === undefined
    ? /^\s*<(!doctype|html)\b/i.test(text)
    : contentType.startsWith('text/html');
}

/** What to do about a refusal. */
function adviceFor(response: HttpResponse, { connection, expected, request }: Rejected): string {
  const { status } = response;
  const { accountId, credential } = connection;
  if (status === 401 || status === 403) {
    return (
      `check that ${credential.source} holds ${expected} of account ${accountId}, ` +
      `and that the account lives in this zone (${ZONES})`
    );
  }
  if (status === 404) {
    return isWebPage(response) ? CHECK_ZONE : `check the account (${accountId}) and the zone (${ZONES})`;
  }
  if (status === 413 && request.body !== undefined) return tooLarge(request.body);
  if (status >= 500) return 'the fault is on its side; run again later, repeating does no harm';
  if (status < 400) return 'redirects are not followed; set CONTEXT_BASE_URL to where it leads';
  return 'check the namespace, the session, the properties and their lifetime';
}

const tooLarge = (body: string): string =>
  `a session holds at most ${MAX_SESSION_CHARS} characters of JSON, and what it has already counts besides ` +
  `the ${body.length} sent; delete properties that are not needed, or use another session`;

/** What the service said, short and without the credential, which it may quote from the URL. */
function wordsOf(response: HttpResponse, credential: string): string {
  if (isWebPage(response)) return 'a web page';
  const answer = parseJson(response.text);
  const message = isObject(answer) ? answer.message : undefined;
  const redactor = createRedactor();
  redactor.add(credential);
  const words = redactor
    .text(asText(message ?? response.text))
    .replace(/\s+/g, ' ')
    .trim();
  return words.length > MAX_QUOTE_CHARS ? `${words.slice(0, MAX_QUOTE_CHARS)}…` : words;
}

const hostOf = ({ url }: HttpRequest): string => new URL(url).host;
