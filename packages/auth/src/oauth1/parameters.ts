import { FunctionError } from '@lp-functions/platform';

/** Of a query, a form or the protocol. */
export interface Parameter {
  /** Encoded; it is sorted by this. */
  name: string;
  /** Name and value, both encoded, with `=` between them. */
  pair: string;
}

/** What forms may hold and RFC 5849 section 3.6 does not: what is to be encoded, decoded or respelled. */
const UNUSUAL = /%(?![0189A-F][\dA-F]|2[\dA-CF]|3[A-F])(?:[\da-fA-F]{2})?|[^\w.~%&=-]/g;
const UNRESERVED = /[\w.~-]/;
const SPACE = 32;

/** Works on bytes, since not all of them are UTF-8. */
function respell(found: string): string {
  const byte = byteOf(found);
  const char = String.fromCharCode(byte);
  return UNRESERVED.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/** @param found a character, or an escape; a `%` that encodes nothing stands for itself */
function byteOf(found: string): number {
  if (found === '+') return SPACE;
  const isEscape = found.length > 1;
  return isEscape ? Number.parseInt(found.slice(1), 16) : found.charCodeAt(0);
}

/**
 * The parameters of a query or a form (RFC 5849 section 3.4.1.3.1).
 * @param text one character for each byte
 * @throws `SIGNATURE_FAILED` for names that belong to the protocol
 */
export function requestParameters(text: string): Parameter[] {
  const parameters: Parameter[] = [];
  for (const pair of text.replace(UNUSUAL, respell).split('&')) {
    if (!pair) continue;
    const equals = pair.indexOf('=');
    const name = equals < 0 ? pair : pair.slice(0, equals);
    if (name.startsWith('oauth_')) {
      throw new FunctionError(
        'SIGNATURE_FAILED',
        `${name}: names with oauth_ are reserved for the signature; leave it out of query and form`,
      );
    }
    // Each `=` after the first belongs to the value.
    const isPlain = equals > 0 && pair.indexOf('=', equals + 1) < 0;
    const value = () => pair.slice(name.length + 1).replaceAll('=', '%3D');
    parameters.push({ name, pair: isPlain ? pair : `${name}=${value()}` });
  }
  return parameters;
}

/** Section 3.4.1.3.2: sorted by name and value, in the order of bytes, for it is all ASCII; and joined. */
export const normalizeParameters = (parameters: Parameter[]): string =>
  parameters
    .sort((a, b) => compare(a.name, b.name) || compare(a.pair, b.pair))
    .map(({ pair }) => pair)
    .join('&');

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
