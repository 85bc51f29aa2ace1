import { generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { signRequest } from '../../src/index.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pkcs8 = `${rsa.privateKey.export({ format: 'pem', type: 'pkcs8' })}`;
const pkcs1 = `${rsa.privateKey.export({ format: 'pem', type: 'pkcs1' })}`;

const sign = (privateKey: string, signatureMethod: 'RSA-SHA1' | 'RSA-SHA256' = 'RSA-SHA256') =>
  signRequest(
    { method: 'POST', url: 'https://a.example/?a=1' },
    { consumerKey: 'key', privateKey },
    { signatureMethod },
  );

describe('RSA', () => {
  it.each(['RSA-SHA1', 'RSA-SHA256'] as const)('%s verifies with the public key', (method) => {
    const { baseString, signature } = sign(pkcs8, method);

    expect(
      verify(method.slice(4), Buffer.from(baseString), rsa.publicKey, Buffer.from(signature, 'base64')),
    ).toBe(true);
  });

  it.each([
    ['PKCS #1', pkcs1],
    ['PKCS #8 with line breaks spelled out', pkcs8.replaceAll('\n', '\\n')],
    ['PKCS #8 with the line breaks of Windows', pkcs8.replaceAll('\n', '\r\n')],
  ])('takes a key in %s', (_, key) => {
    const { baseString, signature } = sign(key);

    expect(verify('SHA256', Buffer.from(baseString), rsa.publicKey, Buffer.from(signature, 'base64'))).toBe(
      true,
    );
  });

  const ecKey = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;

  it.each([
    [
      'a key of another kind',
      `${ecKey.export({ format: 'pem', type: 'pkcs8' })}`,
      'expected an RSA private key, found another kind; make one with openssl genrsa',
    ],
    [
      'an encrypted key',
      `${rsa.privateKey.export({ format: 'pem', type: 'pkcs8', cipher: 'aes-128-cbc', passphrase: 'x' })}`,
      'holds a key that is encrypted with a passphrase; store it decrypted',
    ],
    [
      'a public key',
      `${rsa.publicKey.export({ format: 'pem', type: 'spki' })}`,
      'holds a public key or a certificate; store the private key that belongs to it',
    ],
    ['half a key', pkcs8.slice(0, 400), 'expected a private key in PEM'],
    ['a shared secret', 'canary-secret', 'expected a private key in PEM'],
    ['nothing', '', 'expected a private key in PEM'],
  ])('refuses %s, naming it but never repeating it', (_, key, message) => {
    const refused = () => sign(key);

    expect(refused).toThrow(expect.objectContaining({ code: 'SIGNATURE_FAILED' }));
    expect(refused).toThrow(`SIGNATURE_FAILED: privateKey: ${message}`);
    expect(refused).not.toThrow('canary');
  });

  it('names the key as its secret is called', () => {
    const request = { method: 'POST', url: 'https://a.example/' };
    const credentials = { consumerKey: 'key', privateKey: 'x', privateKeyName: 'crm_rsa_key' };

    expect(() => signRequest(request, credentials, { signatureMethod: 'RSA-SHA1' })).toThrow(
      'SIGNATURE_FAILED: crm_rsa_key: expected a private key in PEM',
    );
  });
});
