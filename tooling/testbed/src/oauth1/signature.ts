import crypto from 'node:crypto';
import { percentEncode } from './percent.ts';

/** What the judge knows about the client. */
export interface OAuth1Credentials {
  consumerKey: string;
  /** Shared secret; absent for RSA. @default '' */
  consumerSecret?: string;
  /** With it, a request without this token is refused. */
  tokenKey?: string;
  /** @default '' */
  tokenSecret?: string;
  /** PEM; RSA methods only. */
  rsaPublicKey?: string | crypto.KeyObject;
}

interface Method {
  hash: 'sha1' | 'sha256' | 'sha512';
  kind: 'hmac' | 'rsa' | 'plaintext';
}

/** RFC 5849 section 3.4 has three; the SHA-2 ones are what vendors added in the same manner. */
const METHODS: Record<string, Method> = {
  'HMAC-SHA1': { kind: 'hmac', hash: 'sha1' },
  'HMAC-SHA256': { kind: 'hmac', hash: 'sha256' },
  'HMAC-SHA512': { kind: 'hmac', hash: 'sha512' },
  'RSA-SHA1': { kind: 'rsa', hash: 'sha1' },
  'RSA-SHA256': { kind: 'rsa', hash: 'sha256' },
  PLAINTEXT: { kind: 'plaintext', hash: 'sha1' },
};

export function methodNamed(name: string): Method | undefined {
  return Object.hasOwn(METHODS, name) ? METHODS[name] : undefined;
}

/** @returns why the signature does not hold, or nothing when it does */
export function checkSignature(
  { kind, hash }: Method,
  base: string,
  signature: string,
  credentials: OAuth1Credentials,
): string | undefined {
  if (kind === 'rsa') {
    if (!credentials.rsaPublicKey) return 'the server has no public key of this client';
    const bytes = Buffer.from(signature, 'base64');
    if (bytes.toString('base64') !== signature) return 'the signature is not base64';
    return crypto.verify(hash, Buffer.from(base), credentials.rsaPublicKey, bytes)
      ? undefined
      : 'the signature is wrong';
  }
  const encode = (value = '') => percentEncode(Buffer.from(value, 'utf8'));
  const key = `${encode(credentials.consumerSecret)}&${encode(credentials.tokenSecret)}`;
  const expected = kind === 'plaintext' ? key : crypto.createHmac(hash, key).update(base).digest('base64');
  return signature === expected ? undefined : 'the signature is wrong';
}

/** Base64 of the body's hash (oauth-request-body-hash, draft 4, section 3.2, for SHA-1); PLAINTEXT takes SHA-1. */
export function bodyHash({ hash }: Method, body: Uint8Array): string {
  return crypto.createHash(hash).update(body).digest('base64');
}
