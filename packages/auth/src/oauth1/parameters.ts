import { failure } from '@lp-functions/platform';

const RESERVED = /[^\w.~-]/;

/** Sorts below every character of an encoded name, so that a name comes before its own extensions. */
const SEPARATOR = '!';

/** Decodes as forms are decoded and encodes as RFC 5849 section 3.6 says, byte by byte: not all bytes are UTF-8. */
const recode = (text: string): string =>
  RESERVED.test(text)
    ? text.replace(/%[\da-f]{2}|[^\w.~-]/gi, (found) => {
        const byte =
          found === '+' ? 32 : found[1] ? Number.parseInt(found.slice(1), 16) : found.charCodeAt(0);
        const char = String.fromCharCode(byte);
        return RESERVED.test(char) ? `%${byte.toString(16).toUpperCase().padStart(2, '0')}` : char;
      })
    : text;

/**
 * The parameters of a query or a form (RFC 5849 section 3.4.1.3.1), encoded.
 * @param text one character for each byte
 * @throws `SIGNATURE_FAILED` for names that belong to the protocol
 */
export const requestParameters = (text: string): string[] =>
  text
    .split('&')
    .filter(Boolean)
    .map((pair) => {
      const [name = ''] = pair.split('=', 1);
      const encoded = recode(name);
      if (encoded.startsWith('oauth_')) {
        throw failure('SIGNATURE_FAILED', `${encoded}: names with oauth_ are reserved for the signature`);
      }
      return joinParameter(encoded, recode(pair.slice(name.length + 1)));
    });

/** One parameter, its name and value encoded. */
export const joinParameter = (name: string, value: string): string => name + SEPARATOR + value;

/** Section 3.4.1.3.2: sorted by name and then by value, in the order of bytes. */
export const normalizeParameters = (parameters: string[]): string =>
  parameters.sort().join('&').replaceAll(SEPARATOR, '=');
