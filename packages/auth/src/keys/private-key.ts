import crypto from 'node:crypto';
import { FunctionError, isObject, parseJson } from '@lp-functions/platform';

/** A JSON Web Key (RFC 7517); of its members only those that a caller reads by name. */
export type Jwk = Record<string, unknown>;

export interface PrivateKey {
  key: crypto.KeyObject;
  /** What the key was given as, unless that was PEM. */
  jwk?: Jwk;
}

/** How to get rid of a passphrase, which no function can be asked for. */
const DECRYPT = 'openssl pkey -in key.pem -out plain.pem';

/**
 * The private key in a secret: PEM (PKCS #1, PKCS #8, SEC 1), its line breaks perhaps written as `\n`, as
 * text fields of one line do; or the JSON text of a JWK.
 * @param name of the secret, for messages
 * @throws `SIGNATURE_FAILED`, which says what is there instead but never shows it
 */
export function readPrivateKey(text: string, name: string): PrivateKey {
  const json = parseJson(text);
  return isObject(json) ? readJwk(json, name) : { key: readPem(text.replaceAll('\\n', '\n'), name) };
}

function readJwk(jwk: Jwk, name: string): PrivateKey {
  if (typeof jwk.private_key === 'string') {
    throw unusable(
      name,
      'holds a whole service account file; store its private_key here, its private_key_id as OAUTH2_KEY_ID',
    );
  }
  if (typeof jwk.kty !== 'string') throw unusable(name, 'holds JSON that is no JWK; a JWK has a member kty');
  if (jwk.d === undefined) {
    throw unusable(name, 'holds a JWK without its private part, the member d; store the private key');
  }
  try {
    return { key: crypto.createPrivateKey({ key: jwk, format: 'jwk' }), jwk };
  } catch {
    throw unusable(name, 'holds a JWK that is damaged or of an unknown kind; store it again, complete');
  }
}

function readPem(pem: string, name: string): crypto.KeyObject {
  // PKCS #8 says it in the first line, the older formats in a header.
  if (pem.includes('ENCRYPTED')) {
    throw unusable(name, `holds a key that is encrypted with a passphrase; store it decrypted (${DECRYPT})`);
  }
  if (/-----BEGIN (\w+ )*(PUBLIC KEY|CERTIFICATE)-----/.test(pem) && !pem.includes('PRIVATE KEY-----')) {
    throw unusable(name, 'holds a public key or a certificate; store the private key that belongs to it');
  }
  try {
    return crypto.createPrivateKey(pem);
  } catch {
    // The reason of OpenSSL helps nobody: it knows only that it could not read the key.
    throw unusable(
      name,
      'expected a private key in PEM, from -----BEGIN to the end of the last line, or a JWK; store it again',
    );
  }
}

const unusable = (name: string, text: string) => new FunctionError('SIGNATURE_FAILED', `${name}: ${text}`);
