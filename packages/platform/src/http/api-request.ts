import type { ErrorCode } from '../errors/codes.ts';
import { FunctionError } from '../errors/function-error.ts';
import { shortName } from '../errors/short-name.ts';
import { isObject, isText } from '../json/json.ts';
import { custom, oneOf, optional, record, text } from '../schema/fields.ts';
import type { Output } from '../schema/parse.ts';
import type { HttpClient } from './client.ts';
import { isHeaderName, isHeaderValue } from './headers.ts';
import { resolveTarget } from './resolve-target.ts';
import type { HttpRequest } from './types.ts';

/** The methods that a payload may ask for. */
export const HTTP_METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'] as const;

/** How a payload may ask for the body of a response; `toResult` says what they mean. */
export const RESPONSE_FORMATS = ['auto', 'text', 'base64'] as const;

/** Set by us or by the connection; a caller's own value would break or bypass what the function is for. */
const RESERVED_HEADERS = new Set([
  ...['authorization', 'accept-encoding', 'connection', 'content-length', 'expect', 'host', 'keep-alive'],
  ...['te', 'trailer', 'transfer-encoding', 'upgrade'],
]);

const isReserved = (header: string): boolean =>
  RESERVED_HEADERS.has(header.toLowerCase()) || header.toLowerCase().startsWith('proxy-');

/** Whether a content type is that of forms, whatever its case and its parameters. */
export const isFormType = (contentType = ''): boolean =>
  /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType);

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** A value, or the values of an array, of a parameter that repeats its name. */
const itemsOf = (value: unknown): unknown[] => (Array.isArray(value) ? value : [value]);

const isHeaders = (value: unknown): boolean =>
  isObject(value) &&
  Object.entries(value).every(
    ([name, text]) => isHeaderName(name) && !isReserved(name) && isHeaderValue(text),
  );

/** Payload fields of the functions that call an API for their caller. */
export const apiRequestFields = {
  /** Absolute, or relative to the configured URL, which is also the default. */
  url: optional(text()),
  /** Added to the URL; an array repeats its name. */
  query: optional(
    record<Scalar | Scalar[]>('names with text, numbers, booleans or arrays of them', (value) =>
      itemsOf(value).every(isScalar),
    ),
  ),
  /** Besides those that the function and the connection set. */
  headers: optional(
    custom<Record<string, string>>(
      'header names with text; authorization and connection headers are set by the function',
      isHeaders,
    ),
  ),
  /** An object or array is sent as JSON, or as a form if the content type says so; text is sent as it is. */
  body: optional(
    custom<string | object>(
      'text, an object or an array',
      (value) => isText(value) || (typeof value === 'object' && value !== null),
    ),
  ),
  /** The form in which the body of the response is wanted. */
  response: optional(oneOf(...RESPONSE_FORMATS), 'auto'),
};

export type ApiRequestFields = Output<typeof apiRequestFields>;

interface Target {
  http: HttpClient;
  /** The configured URL. */
  base: string;
  method: string;
  /** Code for form fields that cannot be encoded. @default 'INPUT_INVALID' */
  formError?: ErrorCode;
}

/**
 * The request that a caller's fields describe, its target checked.
 * @throws `INPUT_INVALID`, `TARGET_NOT_ALLOWED`
 */
export function toHttpRequest(
  { url, query = {}, headers: given = {}, body }: Omit<ApiRequestFields, 'response'>,
  { http, base, method, formError = 'INPUT_INVALID' }: Target,
): HttpRequest & { headers: Record<string, string> } {
  const target = resolveTarget(http, url, base);
  const pairs = encodePairs(query, 'query', 'INPUT_INVALID');
  if (pairs) target.search += (target.search ? '&' : '?') + pairs;

  const headers: Record<string, string> = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const request = { method, url: target.href, headers };
  if (body === undefined) return request;
  if (method === 'GET' || method === 'HEAD') {
    throw new FunctionError(
      'INPUT_INVALID',
      `body: a ${method} request has none; leave it out, or give another method`,
    );
  }
  if (isText(body)) {
    headers['content-type'] ??= 'text/plain';
    return { ...request, body };
  }
  if (isFormType(headers['content-type'])) return { ...request, body: encodePairs(body, 'body', formError) };
  headers['content-type'] ??= 'application/json';
  return { ...request, body: JSON.stringify(body) };
}

/** @param where the field, for messages */
const encodePairs = (fields: object, where: string, code: ErrorCode): string =>
  Object.entries(fields)
    .flatMap(([name, value]) =>
      itemsOf(value).map((item) => encodePair(name, item, `${where}.${shortName(name)}`, code)),
    )
    .join('&');

function encodePair(name: string, value: unknown, where: string, code: ErrorCode): string {
  if (!isScalar(value)) throw new FunctionError(code, `${where}: expected text, a number or a boolean`);
  try {
    return `${encodeURIComponent(name)}=${encodeURIComponent(value)}`;
  } catch {
    throw new FunctionError(code, `${where}: holds half of a surrogate pair, which UTF-8 cannot express`);
  }
}
