import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { readPrivateKey } from '../../src/keys/private-key.ts';

const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 1_024 }).privateKey;

const pkcs8 = (key: KeyObject) => `${key.export({ type: 'pkcs8', format: 'pem' })}`;
const jwk = (key: KeyObject) => key.export({ format: 'jwk' });

describe('a private key', () => {
  it.each([
    ['PKCS #8', pkcs8(p256)],
    ['PKCS #8 with line breaks spelled out', pkcs8(p256).replaceAll('\n', '\\n')],
    ['PKCS #8 with the line breaks of Windows', pkcs8(p256).replaceAll('\n', '\r\n')],
    [
      'PKCS #8 behind its certificate',
      `-----BEGIN CERTIFICATE-----\nAA==\n-----END CERTIFICATE-----\n${pkcs8(p256)}`,
    ],
    ['SEC 1', `${p256.export({ type: 'sec1', format: 'pem' })}`],
    ['a JWK', JSON.stringify(jwk(p256))],
  ])('is read from %s', (_, text) => {
    expect(readPrivateKey(text, 'key').key.equals(p256)).toBe(true);
  });

  it('comes with the members of its JWK', () => {
    const given = { ...jwk(p256), kid: 'k' };
    expect(readPrivateKey(JSON.stringify(given), 'key').jwk).toEqual(given);
    expect(readPrivateKey(pkcs8(p256), 'key').jwk).toBeUndefined();
  });
});

const ENCRYPTED =
  'holds a key that is encrypted with a passphrase; store it decrypted (openssl pkey -in key.pem';
const PUBLIC = 'holds a public key or a certificate; store the private key that belongs to it';
const NO_KEY =
  'expected a private key in PEM, from -----BEGIN to the end of the last line, or a JWK; store it again';

describe('what is none is SIGNATURE_FAILED, which names the secret and says what is there', () => {
  it.each([
    [
      'an encrypted key',
      `${p256.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })}`,
      ENCRYPTED,
    ],
    [
      'an encrypted key in the older form',
      `${rsa.export({ type: 'pkcs1', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })}`,
      ENCRYPTED,
    ],
    ['a public key', `${createPublicKey(p256).export({ type: 'spki', format: 'pem' })}`, PUBLIC],
    ['a public RSA key', `${createPublicKey(rsa).export({ type: 'pkcs1', format: 'pem' })}`, PUBLIC],
    ['a certificate', '-----BEGIN CERTIFICATE-----\ncanary\n-----END CERTIFICATE-----', PUBLIC],
    ['half a key', pkcs8(rsa).slice(0, 400), NO_KEY],
    ['a shared secret', 'canary-secret', NO_KEY],
    ['nothing', '', NO_KEY],
    [
      'a JWK without its private part',
      JSON.stringify(jwk(createPublicKey(p256))),
      'holds a JWK without its private part, the member d; store the private key',
    ],
    [
      'a JWK of another kind',
      '{"kty":"canary","d":"canary"}',
      'holds a JWK that is damaged or of an unknown kind; store it again, complete',
    ],
    ['other JSON', '{"key":"canary"}', 'holds JSON that is no JWK; a JWK has a member kty'],
    [
      'the file of a service account',
      JSON.stringify({ type: 'service_account', private_key: pkcs8(p256) }),
      'holds a whole service account file; store its private_key here, its private_key_id as OAUTH2_KEY_ID',
    ],
  ])('%s', (_, text, message) => {
    const read = () => readPrivateKey(text, 'crm_key');

    expect(read).toThrow(expect.objectContaining({ code: 'SIGNATURE_FAILED' }));
    expect(read).toThrow(`SIGNATURE_FAILED: crm_key: ${message}`);
    expect(read).not.toThrow('canary');
  });
});
