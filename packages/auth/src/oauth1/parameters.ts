import { FunctionError } from '@lp-functions/platform';

/** A name, by which it is sorted, and the pair of name and value, all encoded. */
export type Parameter = [name: string, pair: string];

/** What forms may hold and RFC 5849 section 3.6 does not: characters to encode, escapes to decode or to respell. */
const UNUSUAL = /%(?![0189A-F][\dA-F]|2[\dA-CF]|3[A-F])(?:[\da-fA-F]{2})?|[^\w.~%&=-]/g;

/** Works on bytes, since not all of them are UTF-8. A `%` that encodes nothing stands for itself. */
function respell(found: string): string {
  const byte = found === '+' ? 32 : found[1] ? Number.parseInt(found.slice(1), 16) : found.charCodeAt(0);
  const char = String.fromCharCode(byte);
  return /[\w.~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
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
        `${name}: names with oauth_ are reserved for the signature`,
      );
    }
    // Each `=` after the first belongs to the value.
    const isPlain = equals > 0 && pair.indexOf('=', equals + 1) < 0;
    parameters.push([name, isPlain ? pair : `${name}=${pair.slice(name.length + 1).replaceAll('=', '%3D')}`]);
  }
  return parameters;
}

/** Section 3.4.1.3.2: sorted by name and then by value, in the order of bytes, for it is all ASCII; and joined. */
export const normalizeParameters = (parameters: Parameter[]): string =>
  parameters
    .sort((a, b) => ((a[0] === b[0] ? a[1] < b[1] : a[0] < b[0]) ? -1 : 1))
    .map(([, pair]) => pair)
    .join('&');
