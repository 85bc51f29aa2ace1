import { describe, expect, it } from 'vitest';
import { signRequest } from '../../src/index.ts';

const LONE = 'a\ud800';
const REQUEST = { method: 'POST', url: 'https://a.example/' };
const CREDENTIALS = { consumerKey: 'key', consumerSecret: 'secret', token: 'token', tokenSecret: 'secret' };

interface Given {
  request?: object;
  credentials?: object;
  options?: object;
}

/** Callers in JavaScript can give anything. */
const sign = ({ request, credentials, options }: Given) =>
  signRequest({ ...REQUEST, ...request }, { ...CREDENTIALS, ...credentials }, options);

describe('what cannot be signed', () => {
  it.each<[string, Given, RegExp]>([
    ['a relative URL', { request: { url: '/a' } }, /^url: expected an http URL/],
    ['another scheme', { request: { url: 'ftp://a.example/' } }, /^url: expected an http URL/],
    ['a user in the URL', { request: { url: 'https://me@a.example/' } }, /^url: .* without user name/],
    ['a password in the URL', { request: { url: 'https://:pw@a.example/' } }, /^url: .* without user name/],
    ['a host of which stacks make different ones', { request: { url: 'https://a{b}.example/' } }, /^url: /],
    ['a lone surrogate in the method', { request: { method: LONE } }, /^method: /],
    ['a lone surrogate in the URL', { request: { url: `https://a.example/${LONE}` } }, /^url: /],
    ['a lone surrogate in the body', { request: { body: LONE } }, /^body: expected well-formed text/],
    ['an object as body', { request: { body: { a: { b: 1 } } } }, /^body: /],
    ['null as body', { request: { body: null } }, /^body: /],
    ['no consumer key', { credentials: { consumerKey: undefined } }, /^consumerKey is missing/],
    [
      'no consumer secret',
      { credentials: { consumerSecret: undefined } },
      /^consumerSecret is missing; HMAC-SHA1/,
    ],
    ['a token without secret', { credentials: { tokenSecret: undefined } }, /^tokenSecret is missing/],
    ['a secret that is null', { credentials: { consumerSecret: null } }, /^consumerSecret: /],
    ['a secret that is an object', { credentials: { tokenSecret: { value: 'x' } } }, /^tokenSecret: /],
    ['a lone surrogate in a key', { credentials: { consumerKey: LONE } }, /^consumerKey: /],
    ['no private key', { options: { signatureMethod: 'RSA-SHA1' } }, /^privateKey is missing; RSA-SHA1/],
    [
      'an unknown method',
      { options: { signatureMethod: 'HMAC-MD5' } },
      /^signatureMethod: expected HMAC-SHA1, /,
    ],
    ['a line break in the realm', { options: { realm: 'a\nb' } }, /^realm: /],
    ['a carriage return in the realm', { options: { realm: 'a\rb' } }, /^realm: /],
    ['a realm that no header can carry', { options: { realm: '€' } }, /^realm: /],
    ['a parameter of the protocol', { options: { parameters: { oauth_nonce: 'x' } } }, /^oauth_nonce: /],
    [
      'a parameter that only begins like one of the protocol',
      { options: { parameters: { oauth_callback_url: 'oob' } } },
      /^oauth_callback_url: only/,
    ],
    ['a parameter that is null', { options: { parameters: { oauth_callback: null } } }, /^oauth_callback: /],
    ['a nested parameter', { options: { parameters: { oauth_verifier: { a: 1 } } } }, /^oauth_verifier: /],
    ['a time with a lone surrogate', { options: { timestamp: LONE } }, /^timestamp: expected well/],
    ['half a second', { options: { timestamp: 1.5 } }, /^timestamp: expected whole seconds/],
    ['no time', { options: { timestamp: Number.NaN } }, /^timestamp: expected whole seconds/],
    ['bytes as secret', { credentials: { consumerSecret: new Uint8Array([1]) } }, /^consumerSecret: /],
    ['a nonce with a lone surrogate', { options: { nonce: LONE } }, /^nonce: /],
  ])('%s', (_, given, reason) => {
    const refusal = expect.objectContaining({ code: 'SIGNATURE_FAILED' });

    expect(() => sign(given)).toThrow(refusal);
    expect(() => sign(given)).toThrow(new RegExp(reason.source.replace('^', '^SIGNATURE_FAILED: ')));
  });
});

describe('what can', () => {
  it.each<[string, Given]>([
    ['empty secrets', { credentials: { consumerSecret: '', tokenSecret: '' } }],
    ['a token secret without token', { credentials: { token: undefined } }],
    ['bytes', { request: { body: new Uint8Array([255]) } }],
    ['characters outside the BMP', { request: { body: '😀', url: 'https://a.example/😀' } }],
    ['a realm with umlauts', { options: { realm: 'Käse\t' } }],
  ])('%s', (_, given) => {
    expect(sign(given).authorization).toMatch(/^OAuth /);
  });
});

describe('PLAINTEXT', () => {
  const options = { signatureMethod: 'PLAINTEXT' };

  it.each(['https://a.example/', 'http://localhost:80/', 'http://127.0.0.1/', 'http://[::1]/'])(
    'goes to %s',
    (url) => {
      expect(sign({ request: { url }, options }).signature).toBe('secret&secret');
    },
  );

  it.each(['http://a.example/', 'http://localhost.example/', 'http://10.0.0.1/'])(
    'never goes to %s',
    (url) => {
      expect(() => sign({ request: { url }, options })).toThrow(
        'SIGNATURE_FAILED: url: PLAINTEXT needs https',
      );
    },
  );
});
