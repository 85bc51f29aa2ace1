import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { credentialsOfRequest, credentialsOfSecret, findLeaks } from '../../src/leaks/index.ts';

const SECRET = `s3cr"et+va(lue)/1 ü`;

describe('a credential is found', () => {
  it.each([
    ['as it is', SECRET],
    ['in JSON', JSON.stringify({ a: SECRET })],
    ['in JSON within JSON', JSON.stringify({ body: JSON.stringify({ a: SECRET }) })],
    ['in a URL', `https://a.example/?key=${encodeURIComponent(SECRET)}`],
    ['in an OAuth header', 's3cr%22et%2Bva%28lue%29%2F1%20%C3%BC'],
    ['in a form', new URLSearchParams({ client_secret: SECRET }).toString()],
  ])('%s', (_, text) => {
    expect(findLeaks(text, [SECRET])).toHaveLength(1);
  });

  it.each(['', 'i', 'id', 'id:', 'id:1'])('in base64 behind "%s"', (prefix) => {
    for (const suffix of ['', ':', ':::', '::::']) {
      const bytes = Buffer.from(`${prefix}${SECRET}${suffix}`);
      expect(findLeaks(`Basic ${bytes.toString('base64')}`, [SECRET])).toHaveLength(1);
      expect(findLeaks(bytes.toString('base64url'), [SECRET])).toHaveLength(1);
    }
  });

  it('in a Basic header with parts in form encoding (RFC 6749 2.3.1)', () => {
    const encoded = new URLSearchParams({ '': SECRET }).toString().slice(1);

    expect(findLeaks(Buffer.from(`client:${encoded}`).toString('base64'), [SECRET])).toHaveLength(1);
  });
});

it('finds nothing in a text without the credential, and names the ones it found', () => {
  expect(findLeaks('the secret consumerSecret is missing', [SECRET, 'another-one'])).toEqual([]);
  expect(findLeaks('with another-one', [SECRET, 'another-one'])).toEqual(['another-one as another-one']);
});

it('refuses to look for what is too short to be found', () => {
  expect(() => findLeaks('', ['short'])).toThrow(/too short/);
});

it('looks for each line of a private key and for the private members of a JWK', () => {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 1_024 });
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const jwk = privateKey.export({ format: 'jwk' });

  expect(findLeaks(pem.split('\n')[2] ?? '', credentialsOfSecret(pem))).toHaveLength(1);
  expect(findLeaks('-----BEGIN PRIVATE KEY-----', credentialsOfSecret(pem))).toEqual([]);
  expect(findLeaks(`${jwk.qi}`, credentialsOfSecret(jwk))).toHaveLength(1);
  expect(findLeaks(`${jwk.d}`, credentialsOfSecret(JSON.stringify(jwk)))).toHaveLength(1);
});

it('looks for the tokens of a token set, but not for its scope', () => {
  const found = credentialsOfSecret({ access_token: 'token-number-1', scope: 'orders.read' });

  expect(found).toContain('token-number-1');
  expect(found).not.toContain('orders.read');
});

it('looks for what a request showed to its server', () => {
  const request = { method: 'POST', target: '/', body: '', at: 0 };

  expect(credentialsOfRequest({ ...request, headers: { authorization: 'Bearer abc.def' } })).toEqual([
    'abc.def',
  ]);
  expect(
    credentialsOfRequest({
      ...request,
      headers: { authorization: 'OAuth a="b", oauth_signature="x%2By%3D"' },
    }),
  ).toContain('x+y=');
  expect(
    credentialsOfRequest({ ...request, headers: {}, body: 'client_assertion=a.b.c&grant_type=x' }),
  ).toEqual(['a.b.c']);
});
