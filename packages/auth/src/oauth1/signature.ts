import crypto from 'node:crypto';
import { FunctionError } from '@lp-functions/platform';

/** RFC 5849 section 3.4 defines SHA-1 and PLAINTEXT; servers added SHA-2 in the same manner. */
export const SIGNATURE_METHODS = [
  'HMAC-SHA1',
  'HMAC-SHA256',
  'HMAC-SHA512',
  'RSA-SHA1',
  'RSA-SHA256',
  'PLAINTEXT',
] as const;

export type SignatureMethod = (typeof SIGNATURE_METHODS)[number];

/**
 * The signature of a base string, in base64 (RFC 5849 sections 3.4.2 to 3.4.4).
 * @param key both secrets, encoded and joined: the key of HMAC, and what PLAINTEXT sends
 * @param privateKey PEM, PKCS #1 or #8, for RSA
 * @throws `SIGNATURE_FAILED` for a key that is none of RSA
 */
export function computeSignature(
  method: SignatureMethod,
  baseString: string,
  key: string,
  privateKey: string | undefined,
): string {
  const [kind, hash] = method.split('-');
  if (!hash) return key;
  if (kind === 'HMAC') return crypto.createHmac(hash, key).update(baseString).digest('base64');
  try {
    // A text field of one line turns the line breaks of a key into the two characters \n.
    const rsa = crypto.createPrivateKey(`${privateKey}`.replaceAll('\\n', '\n'));
    if (rsa.asymmetricKeyType === 'rsa') {
      return crypto.sign(hash, Buffer.from(baseString), rsa).toString('base64');
    }
  } catch {
    // The reason of OpenSSL helps nobody: it knows only that it could not read the key.
  }
  throw new FunctionError('SIGNATURE_FAILED', 'privateKey: expected an RSA private key in PEM');
}

/** Hash of a body (draft-eaton-oauth-bodyhash section 3.2, and in the same manner SHA-256), in base64. */
export const hashBody = (method: SignatureMethod, body: string | Uint8Array): string =>
  crypto
    .createHash(method.endsWith('256') ? 'sha256' : 'sha1')
    .update(body)
    .digest('base64');
