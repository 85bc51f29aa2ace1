import {
  constants,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  type SignKeyObjectInput,
  verify,
} from 'node:crypto';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import { type Claims, type SigningKey, signAssertion } from '../../../src/oauth2/token-endpoint/assertion.ts';
import { createRun, TOKEN_URL } from '../support.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;
const p256 = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
const p384 = generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey;
const p521 = generateKeyPairSync('ec', { namedCurve: 'P-521' }).privateKey;
const ed25519 = generateKeyPairSync('ed25519').privateKey;

const pem = (key: KeyObject, type: 'pkcs1' | 'pkcs8' | 'sec1' = 'pkcs8') =>
  key.export({ type, format: 'pem' } as { type: 'pkcs8'; format: 'pem' }).toString();
const jwk = (key: KeyObject, more: object = {}) =>
  JSON.stringify({ ...key.export({ format: 'jwk' }), ...more });

const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

const CLAIMS: Claims = { iss: 'client-1', sub: 'client-1', aud: TOKEN_URL };

function assertionOf(
  privateKey: string,
  { run = createRun(), ...key }: Partial<SigningKey> & { run?: ReturnType<typeof createRun> } = {},
) {
  const assertion = signAssertion(run, { privateKey, secretName: 'clientPrivateKey', ...key }, CLAIMS);
  const [header, claims, signature = ''] = assertion.split('.');
  return {
    assertion,
    header: decode(header),
    claims: decode(claims),
    isSignedBy: (signer: KeyObject, digest?: string, padding?: Omit<SignKeyObjectInput, 'key'>) =>
      verify(
        digest,
        Buffer.from(`${header}.${claims}`),
        { key: createPublicKey(signer), dsaEncoding: 'ieee-p1363', ...padding },
        Buffer.from(signature, 'base64url'),
      ),
  };
}

describe('the algorithm', () => {
  it.each([
    ['RS256', 'PKCS #8', rsa, 'sha256', pem(rsa)],
    ['RS256', 'PKCS #8 in one line', rsa, 'sha256', pem(rsa).replaceAll('\n', '\\n')],
    ['RS256', 'PKCS #1', rsa, 'sha256', pem(rsa, 'pkcs1')],
    ['RS256', 'a JWK', rsa, 'sha256', jwk(rsa)],
    ['ES256', 'PKCS #8', p256, 'sha256', pem(p256)],
    ['ES256', 'SEC 1', p256, 'sha256', pem(p256, 'sec1')],
    ['ES256', 'a JWK', p256, 'sha256', jwk(p256)],
    ['ES384', 'PKCS #8', p384, 'sha384', pem(p384)],
    ['ES384', 'a JWK', p384, 'sha384', jwk(p384)],
    ['ES512', 'PKCS #8', p521, 'sha512', pem(p521)],
    ['EdDSA', 'PKCS #8', ed25519, undefined, pem(ed25519)],
    ['EdDSA', 'a JWK', ed25519, undefined, jwk(ed25519)],
  ])('is %s when the key, in %s, is of that kind', (alg, _, key, digest, text) => {
    const { header, isSignedBy } = assertionOf(text);
    expect(header).toEqual({ typ: 'JWT', alg });
    expect(isSignedBy(key, digest)).toBe(true);
  });

  const pss = { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_DIGEST };

  it.each([
    ['RS256', rsa, 'sha256', {}],
    ['RS384', rsa, 'sha384', {}],
    ['RS512', rsa, 'sha512', {}],
    ['PS256', rsa, 'sha256', pss],
    ['PS384', rsa, 'sha384', pss],
    ['PS512', rsa, 'sha512', pss],
    ['ES256', p256, 'sha256', {}],
    ['ES384', p384, 'sha384', {}],
    ['ES512', p521, 'sha512', {}],
    ['EdDSA', ed25519, undefined, {}],
    ['Ed25519', ed25519, undefined, {}],
  ])('is the alg %s that a JWK says', (alg, key, digest, padding) => {
    const { header, isSignedBy } = assertionOf(jwk(key, { alg }));
    expect(header).toEqual({ typ: 'JWT', alg });
    expect(isSignedBy(key, digest, padding)).toBe(true);
  });
});

describe('an assertion', () => {
  it('says who asks whom, for one minute and one use (RFC 7523 3)', () => {
    const clock = createTestClock(1_700_000_000_999);
    const run = createRun({ host: createTestHost({ clock }) });
    const { claims } = assertionOf(pem(ed25519), { run });
    expect(claims).toEqual({
      ...CLAIMS,
      jti: expect.stringMatching(/^[\da-f-]{36}$/),
      iat: 1_700_000_000,
      exp: 1_700_000_060,
    });
    expect(assertionOf(pem(ed25519), { run }).claims.jti).not.toBe(claims.jti);
  });

  it('says which key signed it, as a JWK does', () => {
    const members = { kid: 'key-1', x5t: 'thumb', 'x5t#S256': 'longer thumb' };
    expect(assertionOf(jwk(p256, { ...members, use: 'sig' })).header).toEqual({
      typ: 'JWT',
      alg: 'ES256',
      ...members,
    });
  });

  it('says the key id it is given, for a PEM and before that of a JWK', () => {
    const given = { keyId: 'given' };
    expect(assertionOf(pem(p256), given).header).toEqual({ typ: 'JWT', alg: 'ES256', kid: 'given' });
    expect(assertionOf(jwk(p256, { kid: 'own' }), given).header).toMatchObject({ kid: 'given' });
  });

  it('is redacted from then on, and so are the private parts of a JWK', () => {
    const run = createRun();
    const { assertion } = assertionOf(jwk(rsa), { run });
    expect(run.redactor.text(assertion)).toBe('[redacted]');
    const { d, p, q, dp, dq, qi, n } = rsa.export({ format: 'jwk' });
    for (const member of [d, p, q, dp, dq, qi]) expect(run.redactor.text(`${member}`)).toBe('[redacted]');
    expect(run.redactor.text(`${n}`)).toBe(n);
  });
});

it.each([
  [
    'RSA-PSS',
    pem(generateKeyPairSync('rsa-pss', { modulusLength: 2_048 }).privateKey),
    'a key of this kind cannot be used; take one of RSA, P-256, P-384, P-521, Ed25519',
  ],
  [
    'Ed448',
    pem(generateKeyPairSync('ed448').privateKey),
    'a key of this kind cannot be used; take one of RSA, P-256, P-384, P-521, Ed25519',
  ],
  [
    'a JWK of another alg than its key',
    jwk(p256, { alg: 'ES384' }),
    'the JWK says alg ES384, which needs P-384; correct its alg',
  ],
  [
    'a JWK for encryption',
    jwk(rsa, { alg: 'RSA-OAEP' }),
    'the JWK has an alg that cannot be used; take one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519',
  ],
  [
    'a JWK whose alg is no word',
    jwk(rsa, { alg: { canary: 1 } }),
    'the JWK has an alg that cannot be used; take one of RS256, RS384, RS512, PS256, PS384, PS512, ES256, ES384, ES512, EdDSA, Ed25519',
  ],
  [
    'a key that is too short for its alg',
    jwk(generateKeyPairSync('rsa', { modulusLength: 512 }).privateKey, { alg: 'PS512' }),
    'the key is too short for PS512; use a longer one',
  ],
])('%s is SIGNATURE_FAILED, which names the secret', (_, key, message) => {
  expect(() => assertionOf(key)).toThrow(`SIGNATURE_FAILED: clientPrivateKey: ${message}`);
});
