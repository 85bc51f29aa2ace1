import { type ErrorCode, failure, INPUT_INVALID } from '../errors.ts';
import { isObject, parseJson } from '../json.ts';
import { custom, type Output, optional, record, text } from '../schema/index.ts';
import type { HttpClient } from './client.ts';
import { resolveTarget } from './resolve.ts';
import type { HttpRequest, HttpResponse } from './types.ts';

/** Whether a content type is that of forms, whatever its case and its parameters. */
export const isFormType = (contentType = ''): boolean =>
  /^\s*application\/x-www-form-urlencoded\s*(;|$)/i.test(contentType);

/** A token (RFC 9110 5.6.2) and a field value (5.5) that can be sent byte by byte. */
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const HEADER_VALUE = /^[\t -~\x80-\xff]*$/;
/** Set by us or by the connection; a caller's own value would break or bypass what the function is for. */
const RESERVED_HEADERS =
  /^(authorization|connection|content-length|expect|host|keep-alive|proxy-.*|te|trailer|(accept|transfer)-encoding|upgrade)$/i;

type Scalar = string | number | boolean;

const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

const isHeader = ([name, value]: [string, unknown]) =>
  HEADER_NAME.test(name) &&
  !RESERVED_HEADERS.test(name) &&
  typeof value === 'string' &&
  HEADER_VALUE.test(value);

/** Payload fields of the functions that call an API for their caller. */
export const apiRequestFields = {
  /** Absolute, or relative to the configured URL, which is also the default. */
  url: optional(text()),
  /** Added to the URL; an array repeats its name. */
  query: optional(
    record<Scalar | Scalar[]>('names with text, numbers, booleans or arrays of them', (value) =>
      [value].flat().every(isScalar),
    ),
  ),
  /** Besides those that the function and the connection set. */
  headers: optional(
    custom<Record<string, string>>(
      'header names with text; authorization and connection headers are set by the function',
      (value) => isObject(value) && Object.entries(value).every(isHeader),
    ),
  ),
  /** An object or array is sent as JSON, or as a form if the content type says so; text is sent as it is. */
  body: optional(
    custom<string | object>(
      'text, an object or an array',
      (value) => typeof value === 'string' || (typeof value === 'object' && value !== null),
    ),
  ),
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
  fields: ApiRequestFields,
  { http, base, method, formError = INPUT_INVALID }: Target,
) {
  const { url, query = {}, headers: given = {}, body } = fields;
  const target = resolveTarget(http, url, base);
  const pairs = encodePairs(query, 'query', INPUT_INVALID);
  if (pairs) target.search += (target.search ? '&' : '?') + pairs;

  const headers: Record<string, string> = Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), value]),
  );
  const request: HttpRequest & { headers: Record<string, string> } = { method, url: target.href, headers };
  if (body === undefined) return request;
  if (method === 'GET' || method === 'HEAD') {
    throw failure(INPUT_INVALID, `body: a ${method} request has none; give another method`);
  }
  if (typeof body === 'string') {
    headers['content-type'] ??= 'text/plain';
    request.body = body;
  } else if (isFormType(headers['content-type'])) {
    request.body = encodePairs(body, 'body', formError);
  } else {
    headers['content-type'] ??= 'application/json';
    request.body = JSON.stringify(body);
  }
  return request;
}

function encodePairs(fields: object, where: string, code: ErrorCode): string {
  return Object.entries(fields)
    .flatMap(([name, value]) =>
      [value].flat().map((item: unknown) => {
        if (!isScalar(item)) throw failure(code, `${where}.${name}: expected text, a number or a boolean`);
        try {
          return `${encodeURIComponent(name)}=${encodeURIComponent(item)}`;
        } catch {
          throw failure(code, `${where}.${name}: holds half of a surrogate pair, which UTF-8 cannot express`);
        }
      }),
    )
    .join('&');
}

/** A response as those functions return it: the body parsed when it is JSON. */
export function toResult({ status, headers, text }: HttpResponse) {
  // The vendor's local toolbelt hides the headers; there the text itself has to tell.
  const isJson = /[/+]json\b/i.test(headers['content-type'] ?? '/json');
  return { statusCode: status, headers, body: isJson ? parseJson(text) : text };
}
