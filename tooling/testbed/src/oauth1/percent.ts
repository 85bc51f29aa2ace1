/** Bytes RFC 3986 section 2.3 calls unreserved: letters, digits, `-`, `.`, `_`, `~`. */
const UNRESERVED = /[A-Za-z0-9\-._~]/;
const ESCAPE = /^%[0-9A-Fa-f]{2}$/;

/** Queries and forms: `+` is a space, and a `%` that encodes nothing stands for itself (URL Standard section 1.3). */
type Encoding = 'form' | 'header';

/** Encodes every byte that is not unreserved, with upper-case digits (RFC 5849 section 3.6). */
export function percentEncode(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) {
    const char = String.fromCharCode(byte);
    out += UNRESERVED.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`;
  }
  return out;
}

/**
 * Decodes to bytes, so that text that is no UTF-8 survives.
 * @param text one character for each byte (latin1), as `node:http` gives request targets and headers
 * @throws on a `%` without two hexadecimal digits in the Authorization header
 */
export function percentDecode(text: string, encoding: Encoding): Buffer {
  const raw = Buffer.from(text, 'latin1');
  if (raw.toString('latin1') !== text) throw new Error('characters that are no bytes');
  const out: number[] = [];
  for (let index = 0; index < raw.length; index++) {
    const byte = raw[index] as number;
    const sequence = raw.toString('latin1', index, index + 3);
    if (ESCAPE.test(sequence)) {
      out.push(Number.parseInt(sequence.slice(1), 16));
      index += 2;
    } else if (byte === 0x25 && encoding === 'header') {
      throw new Error(`malformed percent encoding at "${sequence}"`);
    } else {
      out.push(byte === 0x2b && encoding === 'form' ? 0x20 : byte);
    }
  }
  return Buffer.from(out);
}
