import { constants, createPublicKey, generateKeyPairSync, verify, webcrypto } from 'node:crypto';
import { createTestHost } from '@lp-functions/platform/testing';
import fc from 'fast-check';
import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { type ClientAuth, requestToken, type TokenRequest } from '../../../../src/index.ts';
import { createRun, TOKEN_URL } from '../../support.ts';

/** A request as it goes on the wire. */
interface Sent {
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string;
}

type Parameters = TokenRequest['parameters'];

/** What we send. */
async function ours(clientAuth: ClientAuth, clientId: string, clientSecret: string, parameters: Parameters) {
  let sent: Sent | undefined;
  const host = createTestHost({
    exchange: async ({ url, method, headers, body = '' }) => {
      sent = { url, method, headers, body };
      return { status: 200, headers: {}, text: '{"access_token":"a"}' };
    },
  });
  const client = { tokenUrl: TOKEN_URL, clientAuth, clientId, clientSecret };
  await requestToken(createRun({ host }), client, { parameters, retry: () => false });
  return sent as Sent;
}

/** What oauth4webapi sends. Its audience is the issuer, for which we have the token URL (RFC 7523 3). */
async function theirs(clientAuth: oauth.ClientAuth, clientId: string, parameters: Parameters) {
  let sent: Sent | undefined;
  const pairs = Object.entries(parameters).flatMap(([name, value = []]) =>
    [value].flat().map((item) => [name, item]),
  );
  await oauth.genericTokenEndpointRequest(
    { issuer: TOKEN_URL, token_endpoint: TOKEN_URL },
    { client_id: clientId },
    clientAuth,
    `${parameters.grant_type}`,
    new URLSearchParams(pairs),
    {
      [oauth.customFetch]: async (url, { method, headers, body }) => {
        sent = { url, method, headers, body: `${body}` };
        return new Response();
      },
    },
  );
  return sent as Sent;
}

/** A request in the one form that all spellings of the same request have. */
function normalised({ url, method, headers, body }: Sent) {
  const { authorization = '', accept, 'content-type': type = '' } = headers;
  const credentials = Buffer.from(authorization.replace('Basic ', ''), 'base64').toString();
  return {
    url,
    method,
    accept,
    type: type.replace(/;.*/, ''),
    parameters: [...new URLSearchParams(body)].sort(),
    // Each side encodes other characters than it must; what counts is what a server decodes (RFC 6749 2.3.1).
    credentials: credentials.split(':').map((part) => new URLSearchParams(`_=${part}`).get('_')),
  };
}

const text = fc.string({ unit: 'binary', minLength: 1, maxLength: 30 });
const parameters = fc.oneof(
  fc.record({
    grant_type: fc.constant('client_credentials'),
    scope: text,
    audience: text,
    resource: fc.array(text, { maxLength: 3 }),
  }),
  fc.record({ grant_type: fc.constant('refresh_token'), refresh_token: text, scope: text }),
);

describe('a request with a client secret is the one that oauth4webapi makes', () => {
  it.each([
    ['client_secret_post', oauth.ClientSecretPost],
    ['client_secret_basic', oauth.ClientSecretBasic],
  ] as const)('%s', async (clientAuth, method) => {
    await fc.assert(
      fc.asyncProperty(text, text, parameters, async (id, secret, parameters) => {
        const expected = normalised(await theirs(method(secret), id, parameters));
        expect(normalised(await ours(clientAuth, id, secret, parameters))).toEqual(expected);
      }),
    );
  });
});

describe('a request with a signed assertion is the one that oauth4webapi makes', () => {
  const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

  /** The request, and the parts of its assertion. */
  function opened(sent: Sent) {
    const { parameters, ...rest } = normalised(sent);
    const [header, claims, signature = ''] =
      parameters.find(([name]) => name === 'client_assertion')?.[1]?.split('.') ?? [];
    return {
      request: { ...rest, parameters: parameters.filter(([name]) => name !== 'client_assertion') },
      header: decode(header),
      claims: decode(claims),
      signed: Buffer.from(`${header}.${claims}`),
      signature: Buffer.from(signature, 'base64url'),
    };
  }

  const rsa = generateKeyPairSync('rsa', { modulusLength: 2_048 }).privateKey;

  it.each([
    { key: rsa, algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256' }, alg: 'RS256', digest: 'sha256' },
    { key: rsa, algorithm: { name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-512' }, alg: 'RS512', digest: 'sha512' },
    { key: rsa, algorithm: { name: 'RSA-PSS', hash: 'SHA-256' }, alg: 'PS256', digest: 'sha256' },
    { key: rsa, algorithm: { name: 'RSA-PSS', hash: 'SHA-384' }, alg: 'PS384', digest: 'sha384' },
    {
      key: generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey,
      algorithm: { name: 'ECDSA', namedCurve: 'P-256' },
      alg: 'ES256',
      digest: 'sha256',
    },
    {
      key: generateKeyPairSync('ec', { namedCurve: 'P-384' }).privateKey,
      algorithm: { name: 'ECDSA', namedCurve: 'P-384' },
      alg: 'ES384',
      digest: 'sha384',
    },
    // The name that servers know is EdDSA (RFC 8037); theirs is the newer one (RFC 9864).
    { key: generateKeyPairSync('ed25519').privateKey, algorithm: { name: 'Ed25519' }, alg: 'Ed25519' },
  ])('$alg', async ({ key, algorithm, alg, digest }) => {
    const jwk = key.export({ format: 'jwk' });
    const imported = await webcrypto.subtle.importKey('jwk', jwk, algorithm, false, ['sign']);
    const parameters = { grant_type: 'client_credentials', scope: 'a b' };
    const method = oauth.PrivateKeyJwt({ key: imported, kid: 'key-1' });
    const expected = opened(await theirs(method, 'client-1', parameters));
    const privateKey = JSON.stringify({ ...jwk, kid: 'key-1', alg });
    const actual = opened(await ours('private_key_jwt', 'client-1', privateKey, parameters));

    expect(actual.request).toEqual(expected.request);
    expect(expected.header).toEqual({ alg, kid: 'key-1' });
    expect(actual.header).toEqual({ alg, kid: 'key-1', typ: 'JWT' });
    const { jti, nbf, iat, exp, ...claims } = expected.claims;
    // nbf is optional, and refuses a client whose clock is ahead.
    expect(actual.claims).toEqual({
      ...claims,
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
    expect(actual.claims.exp - actual.claims.iat).toBe(exp - iat);
    for (const { signed, signature } of [actual, expected]) {
      const padding = alg.startsWith('PS') ? constants.RSA_PKCS1_PSS_PADDING : undefined;
      const verifier = { key: createPublicKey(key), dsaEncoding: 'ieee-p1363', padding } as const;
      expect(verify(digest, signed, verifier, signature)).toBe(true);
    }
  });
});
