import { createPublicKey, generateKeyPairSync, type KeyObject, verify } from 'node:crypto';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import { expect, it } from 'vitest';
import { clientAssertion } from '../../src/oauth2/client-assertion.ts';
import { createRun, TOKEN_URL } from './support.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const ed25519 = generateKeyPairSync('ed25519').privateKey;

const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1' = 'pkcs8') =>
  key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }).toString();
const jwk = (key: KeyObject, more: object = {}) =>
  JSON.stringify({ ...key.export({ format: 'jwk' }), ...more });

const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

function assertionOf(
  privateKey: string,
  run = createRun({ host: createTestHost({ clock: createTestClock() }) }),
) {
  const assertion = clientAssertion(run, 'client-1', privateKey, TOKEN_URL);
  const [header, claims, signature = ''] = assertion.split('.');
  return {
    assertion,
    header: decode(header),
    claims: decode(claims),
    isSignedBy: (key: KeyObject, digest?: string) =>
      verify(
        digest,
        Buffer.from(`${header}.${claims}`),
        { key: createPublicKey(key), dsaEncoding: 'ieee-p1363' },
        Buffer.from(signature, 'base64url'),
      ),
  };
}

it.each([
  ['RS256', 'PKCS #8', rsa, 'sha256', pem(rsa)],
  ['RS256', 'PKCS #8 in one line', rsa, 'sha256', pem(rsa).replaceAll('\n', '\\n')],
  ['RS256', 'PKCS #1', rsa, 'sha256', pem(rsa, 'pkcs1')],
  ['RS256', 'a JWK', rsa, 'sha256', jwk(rsa)],
  ['ES256', 'PKCS #8', p256, 'sha256', pem(p256)],
  ['ES256', 'SEC 1', p256, 'sha256', pem(p256, 'sec1')],
  ['ES256', 'a JWK', p256, 'sha256', jwk(p256)],
  ['EdDSA', 'PKCS #8', ed25519, undefined, pem(ed25519)],
  ['EdDSA', 'a JWK', ed25519, undefined, jwk(ed25519)],
])('signs with %s when the key, in %s, is of that kind', (alg, _, key, digest, text) => {
  const { header, isSignedBy } = assertionOf(text);
  expect(header).toEqual({ typ: 'JWT', alg });
  expect(isSignedBy(key, digest)).toBe(true);
});

it('says who asks whom, for one minute and one use (RFC 7523 3)', () => {
  const clock = createTestClock(1_700_000_000_999);
  const run = createRun({ host: createTestHost({ clock }) });
  const { claims } = assertionOf(pem(ed25519), run);
  expect(claims).toEqual({
    iss: 'client-1',
    sub: 'client-1',
    aud: TOKEN_URL,
    jti: expect.stringMatching(/^[\da-f-]{36}$/),
    iat: 1_700_000_000,
    exp: 1_700_000_060,
  });
  expect(assertionOf(pem(ed25519), run).claims.jti).not.toBe(claims.jti);
});

it("puts a JWK's key id in the header", () => {
  expect(assertionOf(jwk(p256, { kid: 'key-1' })).header).toEqual({ typ: 'JWT', alg: 'ES256', kid: 'key-1' });
});

it('is redacted from then on, and so are the private parts of a JWK', () => {
  const run = createRun();
  const { assertion } = assertionOf(jwk(rsa), run);
  expect(run.redactor.text(assertion)).toBe('[redacted]');
  const { d, p, q, dp, dq, qi, n } = rsa.export({ format: 'jwk' });
  for (const member of [d, p, q, dp, dq, qi]) expect(run.redactor.text(`${member}`)).toBe('[redacted]');
  expect(run.redactor.text(`${n}`)).toBe(n);
});

const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;

it.each([
  ['another curve', pem(p384)],
  ['another curve as a JWK', jwk(p384)],
  ['RSA-PSS', pem(generateKeyPairSync('rsa-pss', { modulusLength: 2_048 }).privateKey)],
  ['Ed448', pem(generateKeyPairSync('ed448').privateKey)],
  ['a public key', createPublicKey(p256).export({ type: 'spki', format: 'pem' }).toString()],
  ['an encrypted key', p256.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })],
  ['a shared secret', 'canary-secret'],
  ['a JWK without its private part', jwk(createPublicKey(p256))],
  ['other JSON', '{"key":"canary"}'],
])('%s is SIGNATURE_FAILED, and the message does not hold it', (_, key) => {
  expect(() => assertionOf(`${key}`)).toThrow(
    /^SIGNATURE_FAILED: the private key has to be RSA, P-256 or Ed25519, as PEM or JWK$/,
  );
});
