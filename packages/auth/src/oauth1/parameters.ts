import { failure } from '@lp-functions/platform';

/** What forms may hold and RFC 5849 section 3.6 does not: characters to encode, escapes to decode or to respell. */
const UNUSUAL = /%(?![0189A-F][\dA-F]|2[\dA-CF])(?:[\da-fA-F]{2})?|[^\w.~%&=-]/g;

/** Works on bytes, since not all of them are UTF-8. A `%` that encodes nothing stands for itself. */
function respell(found: string): string {
  const byte = found === '+' ? 32 : found[1] ? Number.parseInt(found.slice(1), 16) : found.charCodeAt(0);
  const char = String.fromCharCode(byte);
  return /[\w.~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
}

/**
 * The parameters of a query or a form (RFC 5849 section 3.4.1.3.1), encoded.
 * @param text one character for each byte
 * @throws `SIGNATURE_FAILED` for names that belong to the protocol
 */
export const requestParameters = (text: string): string[] =>
  text
    .replace(UNUSUAL, respell)
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const equals = `${pair}=`.indexOf('=');
      const name = pair.slice(0, equals);
      if (name.startsWith('oauth_')) {
        throw failure('SIGNATURE_FAILED', `${name}: names with oauth_ are reserved for the signature`);
      }
      return joinParameter(name, pair.slice(equals + 1).replaceAll('=', '%3D'));
    });

/** An encoded parameter, in a form that can be sorted: `!` is below every character of a name, so `a` precedes `a-b`. */
export const joinParameter = (name: string, value: string): string => `${name}!${value}`;

/** Section 3.4.1.3.2: sorted by name and then by value, in the order of bytes. */
export const normalizeParameters = (parameters: string[]): string =>
  parameters.sort().join('&').replace(/!/g, '=');
