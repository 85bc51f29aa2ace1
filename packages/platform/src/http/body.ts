import { FunctionError } from '../errors/function-error.ts';
import type { ExchangeAnswer } from './exchange.ts';
import type { HttpResponse } from './types.ts';

/** What decoders put in the place of bytes that are no text. */
const REPLACEMENT = '\uFFFD';
const UTF_8 = 'utf-8';
/** Byte order marks, as one character for each byte: they win over whatever a header says (encoding.spec.whatwg.org). */
const BYTE_ORDER_MARKS = [
  { mark: '\xEF\xBB\xBF', charset: UTF_8 },
  { mark: '\xFE\xFF', charset: 'utf-16be' },
  { mark: '\xFF\xFE', charset: 'utf-16le' },
];
/** What windows-1252 has from 0x80 on. Several versions of Node.js decode it as Latin 1, which has nothing there. */
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
  // A peer may mean U+FFFD as such; only the bytes can tell.
  const isText = bytes && text.includes(REPLACEMENT) ? isTextIn(bytes, charset) : !text.includes(REPLACEMENT);
  if (isText && decoderOf(charset)) return text;
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
    `the answer (status ${status}) cannot be had as base64: V1's local toolbelt hands over text only; ` +
      'try it on the platform, or as V2',
    { status },
  );
}

/** A byte order mark wins over the header, the header over an XML declaration; else it is UTF-8. */
function charsetOf(bytes: Uint8Array, contentType: string): string {
  const begin = Buffer.from(bytes.subarray(0, DECLARATION_BYTES)).toString('latin1');
  const marked = BYTE_ORDER_MARKS.find(({ mark }) => begin.startsWith(mark));
  if (marked) return marked.charset;
  const [, named] = /;\s*charset\s*=\s*"?([^\s";]+)/i.exec(contentType) ?? [];
  const [, declared] = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.-]+)["']/.exec(begin) ?? [];
  return (named ?? declared ?? UTF_8).toLowerCase();
}

/** The text of bytes, U+FFFD for what is none; in a charset that nobody knows as if it were UTF-8. */
function decode(bytes: Uint8Array, charset: string): string {
  const decoder = decoderOf(charset) ?? new TextDecoder();
  const text = decoder.decode(bytes);
  return decoder.encoding === 'windows-1252' ? text.replace(/[\x80-\x9f]/g, charOf1252) : text;
}

const charOf1252 = (control: string): string => WINDOWS_1252[control.charCodeAt(0) - 0x80] ?? control;

/** `undefined` for a charset that the platform does not know. */
function decoderOf(charset: string, fatal = false): TextDecoder | undefined {
  try {
    return new TextDecoder(charset, { fatal });
  } catch {
    return undefined;
  }
}

function isTextIn(bytes: Uint8Array, charset: string): boolean {
  try {
    decoderOf(charset, true)?.decode(bytes);
    return true;
  } catch {
    return false;
  }
}
