import { parseJson } from '../json/json.ts';
import type { RESPONSE_FORMATS } from './api-request.ts';
import { base64Of, textOf } from './body.ts';
import type { HttpResponse } from './types.ts';

type ResponseFormat = (typeof RESPONSE_FORMATS)[number];

/** What a function that calls an API for its caller returns. */
export interface ApiResult {
  statusCode: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: unknown;
}

const isJsonType = (contentType: string): boolean => /[/+]json\b/i.test(contentType);

/**
 * A response as those functions return it.
 * @param format `auto`: the value of a body that is JSON, else its text; `text`: its text also when it is
 * JSON, whose large integers JavaScript cannot hold; `base64`: its bytes
 * @throws `RESPONSE_INVALID` for a body that cannot be had in that form
 */
export function toResult(response: HttpResponse, format: ResponseFormat = 'auto'): ApiResult {
  const { status, headers } = response;
  return { statusCode: status, headers, body: bodyOf(response, format) };
}

function bodyOf(response: HttpResponse, format: ResponseFormat): unknown {
  if (format === 'base64') return base64Of(response);
  const text = textOf(response);
  const contentType = response.headers['content-type'];
  // The vendor's local toolbelt hides the headers; there the text itself has to tell.
  const isJson = contentType === undefined || isJsonType(contentType);
  return format === 'auto' && isJson ? parseJson(text) : text;
}
