import crypto from 'node:crypto';
import { FunctionError } from '@lp-functions/platform';
import { readPrivateKey } from '../keys/private-key.ts';

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

/** Whether a private key signs, instead of the two secrets. */
export const usesRsa = (method: SignatureMethod): boolean => method.startsWith('RSA-');

/** The key of an RSA method. */
export interface RsaKey {
  /** PEM, PKCS #1 or #8. */
  privateKey: string | undefined;
  /** As messages call it. @default 'privateKey' */
  privateKeyName?: string;
}

/**
 * The signature of a base string, in base64 (RFC 5849 sections 3.4.2 to 3.4.4).
 * @param key both secrets, encoded and joined: the key of HMAC, and what PLAINTEXT sends
 * @throws `SIGNATURE_FAILED` for a key that is none of RSA
 */
export function computeSignature(
  method: SignatureMethod,
  baseString: string,
  key: string,
  rsaKey: RsaKey,
): string {
  const [kind, hash] = method.split('-');
  if (!hash) return key;
  if (kind === 'HMAC') return crypto.createHmac(hash, key).update(baseString).digest('base64');
  return signRsa(hash, baseString, rsaKey);
}

function signRsa(
  hash: string,
  baseString: string,
  { privateKey = '', privateKeyName = 'privateKey' }: RsaKey,
): string {
  const { key } = readPrivateKey(privateKey, privateKeyName);
  if (key.asymmetricKeyType !== 'rsa') {
    throw new FunctionError(
      'SIGNATURE_FAILED',
      `${privateKeyName}: expected an RSA private key, found another kind; make one with openssl genrsa`,
    );
  }
  return crypto.sign(hash, Buffer.from(baseString), key).toString('base64');
}

/**
 * Hash of a body, in base64 (draft-eaton-oauth-bodyhash section 3.2; in the same manner with the hash of
 * SHA-2 methods), with SHA-1 for PLAINTEXT, which has none of its own.
 */
export function hashBody(method: SignatureMethod, body: string | Uint8Array): string {
  const [, hash = 'SHA1'] = method.split('-');
  return crypto.createHash(hash).update(body).digest('base64');
}
