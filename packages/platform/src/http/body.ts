import { FunctionError } from '../errors/function-error.ts';
import type { ExchangeAnswer } from './exchange.ts';
import type { HttpResponse } from './types.ts';

/** What decoders put in the place of bytes that are no text. */
const REPLACEMENT = '\uFFFD';
const UTF_8 = 'utf-8';
/** They win over whatever a header says (encoding.spec.whatwg.org, "BOM sniff"). */
const BYTE_ORDER_MARKS = [
  { mark: [0xef, 0xbb, 0xbf], charset: UTF_8 },
  { mark: [0xfe, 0xff], charset: 'utf-16be' },
  { mark: [0xff, 0xfe], charset: 'utf-16le' },
];
/** What windows-1252 has from 0x80 on. Some versions of Node.js take it for Latin 1, which has none. */
const WINDOWS_1252 = '€\x81‚ƒ„…†‡ˆ‰Š‹Œ\x8dŽ\x8f\x90‘’“”•–—˜™š›œ\x9džŸ';
/** An XML declaration is looked for in so many bytes. */
const DECLARATION_BYTES = 200;

/** The response as functions see it. */
export function toResponse(answer: ExchangeAnswer): HttpResponse {
  const { status, headers, bytes, text = '' } = answer;
  if (!bytes) return { status, headers, text };
  return { status, headers, text: decode(bytes, charsetOf(bytes, headers['content-type'] ?? '')), bytes };
}

/**
 * The text of a response that has to be text.
 * @throws `RESPONSE_INVALID` for bytes that are none, and for a charset that nobody knows
 */
export function textOf({ status, headers, text, bytes }: HttpResponse): string {
  const contentType = headers['content-type'] ?? '';
  const charset = bytes ? charsetOf(bytes, contentType) : UTF_8;
  if (isKnown(charset) && (!text.includes(REPLACEMENT) || (bytes && isTextIn(bytes, charset)))) return text;
  throw new FunctionError(
    'RESPONSE_INVALID',
    `the answer (status ${status}, content type ${contentType || 'unknown'}) is no text in ${charset}; ` +
      'ask for its bytes with response: base64',
    { status },
  );
}

/**
 * The bytes of a response, in base64.
 * @throws `RESPONSE_INVALID` where there are none
 */
export function base64Of({ status, bytes }: HttpResponse): string {
  if (bytes) return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64');
  throw new FunctionError(
    'RESPONSE_INVALID',
    `the answer (status ${status}) cannot be had as base64: this toolbelt hands over text only; ` +
      'ask for text, or run the function as V2',
    { status },
  );
}

/** A byte order mark wins over the header, the header over an XML declaration; else it is UTF-8. */
function charsetOf(bytes: Uint8Array, contentType: string): string {
  const marked = BYTE_ORDER_MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  if (marked) return marked.charset;
  const [, named] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType) ?? [];
  // The vendor's local toolbelt hides the content type.
  const mayBeXml = contentType === '' || /\bxml\b/i.test(contentType);
  const charset = named ?? (mayBeXml ? declaredIn(bytes) : undefined) ?? UTF_8;
  return charset.toLowerCase();
}

function declaredIn(xml: Uint8Array): string | undefined {
  const begin = Buffer.from(xml.subarray(0, DECLARATION_BYTES)).toString('latin1');
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(begin)?.[1];
}

/** The text of bytes, U+FFFD for what is none; in a charset that nobody knows as if it were UTF-8. */
function decode(bytes: Uint8Array, charset: string): string {
  const decoder = new TextDecoder(isKnown(charset) ? charset : UTF_8);
  const text = decoder.decode(bytes);
  return decoder.encoding === 'windows-1252' ? text.replace(/[\x80-\x9f]/g, charOf1252) : text;
}

const charOf1252 = (control: string): string => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control;

function isKnown(charset: string): boolean {
  try {
    return charset === UTF_8 || new TextDecoder(charset).encoding !== '';
  } catch {
    return false;
  }
}

function isTextIn(bytes: Uint8Array, charset: string): boolean {
  try {
    new TextDecoder(charset, { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}
