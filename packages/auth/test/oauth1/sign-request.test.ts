import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type SignableRequest, type SignOptions, signRequest } from '../../src/index.ts';

const FORM = 'application/x-www-form-urlencoded';
const CREDENTIALS = { consumerKey: 'shop', consumerSecret: 'secret' };
const FIXED = { timestamp: 1, nonce: 'n', version: null };

const sign = (request: Partial<SignableRequest>, options: SignOptions = {}) =>
  signRequest({ method: 'POST', url: 'https://a.example/', ...request }, CREDENTIALS, {
    ...FIXED,
    ...options,
  });

/** The request's own parameters, as they are signed. */
function signedParameters(request: Partial<SignableRequest>): string[] {
  const [, , parameters = ''] = sign(request).baseString.split('&');
  return decodeURIComponent(parameters)
    .split('&')
    .filter((pair) => !pair.startsWith('oauth_'));
}

const ofQuery = (query: string) => signedParameters({ url: `https://a.example/?${query}` });
const ofForm = (body: string | Uint8Array, type = FORM) =>
  signedParameters({ body, headers: { 'Content-Type': type } });

describe('the base URI', () => {
  const uri = (url: string) => decodeURIComponent(sign({ url }).baseString.split('&')[1] ?? '');

  it.each([
    ['HTTPS://EXAMPLE.com', 'https://example.com/'],
    ['https://example.com:443/a', 'https://example.com/a'],
    ['http://example.com:80/a', 'http://example.com/a'],
    ['https://example.com:80/a', 'https://example.com:80/a'],
    ['http://example.com:8080/a', 'http://example.com:8080/a'],
    ['http://[::1]:8080/a', 'http://[::1]:8080/a'],
    ['https://example.com/A%7eb/%c3%a4?x=1#y', 'https://example.com/A%7eb/%c3%a4'],
    ['https://example.com/ä', 'https://example.com/%C3%A4'],
    ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
  ])('of %s is %s', (url, expected) => {
    expect(uri(url)).toBe(expected);
  });

  it('takes the method in upper case', () => {
    expect(sign({ method: 'post' }).baseString).toMatch(/^POST&/);
  });
});

describe('the URL to request', () => {
  it.each([
    [`https://a.example/it's|a^b`, 'https://a.example/it%27s%7Ca%5Eb'],
    [`https://a.example/?it's|a^b{}\`\\`, 'https://a.example/?it%27s%7Ca%5Eb%7B%7D%60%5C'],
    ['https://a.example/100%?b=100%&c=%zz', 'https://a.example/100%25?b=100%25&c=%25zz'],
    ['HTTPS://A.example:443/a%7e?b#c', 'https://a.example/a%7e?b'],
    ['https://a.example/?', 'https://a.example/'],
  ])('for %s is %s', (url, expected) => {
    const signed = sign({ url });

    expect(signed.url).toBe(expected);
    expect(signed.baseString).toContain(encodeURIComponent(expected.replace(/\?.*/, '')));
  });
});

describe('parameters', () => {
  it.each([
    ['a=1+2&b=%2B', ['a=1%202', 'b=%2B']],
    ['a?=b?c&?', ['%3F=', 'a%3F=b%3Fc']],
    ['a=b=c', ['a=b%3Dc']],
    ['name&empty=', ['empty=', 'name=']],
    ['&a=1&&b=2&', ['a=1', 'b=2']],
    ['=v&=', ['=', '=v']],
    ['b=2&a=2&a=1&b=2', ['a=1', 'a=2', 'b=2', 'b=2']],
    ['a-=1&a=2&a.=3&a%20=4', ['a=2', 'a%20=4', 'a-=1', 'a.=3']],
    ['z=1&%C3%A9=2&A=3&_=4', ['%C3%A9=2', 'A=3', '_=4', 'z=1']],
    ['__proto__=1&constructor=2&toString=3', ['__proto__=1', 'constructor=2', 'toString=3']],
    ['a=%7e%2d%5f%2E%41', ['a=~-_.A']],
    ['a=%c3%a4%2f', ['a=%C3%A4%2F']],
    ['a=%F0%9F%98%80&b=😀', ['a=%F0%9F%98%80', 'b=%F0%9F%98%80']],
    ['a=%FF%fe', ['a=%FF%FE']],
    ['a=%&b=%zz&c=%4', ['a=%25', 'b=%25zz', 'c=%254']],
    [`a=!*'()`, ['a=%21%2A%27%28%29']],
  ])('of the query %s', (query, expected) => {
    expect(ofQuery(query)).toEqual(expected);
  });

  it('are read from a form in the same way', () => {
    expect(ofForm('c2&a3=2+q&a=😀&b=%zz&c=ä')).toEqual([
      'a=%F0%9F%98%80',
      'a3=2%20q',
      'b=%25zz',
      'c=%C3%A4',
      'c2=',
    ]);
    expect(ofForm(Buffer.from([0x61, 0x3d, 0xff]))).toEqual(['a=%FF']);
  });

  it.each([FORM, `${FORM};charset=UTF-8`, `${FORM} ; charset=utf-8`, FORM.toUpperCase(), ` ${FORM}`])(
    'include the fields of a body of type "%s"',
    (type) => {
      expect(ofForm('a=1', type)).toEqual(['a=1']);
    },
  );

  it.each(['application/json', 'text/plain', `multipart/form-data; boundary=${FORM}`, `${FORM}2`, ''])(
    'leave out a body of type "%s"',
    (type) => {
      expect(ofForm('a=1', type)).toEqual([]);
    },
  );

  it('include the fields of a form whatever the method and the spelling of the header', () => {
    const request = { method: 'GET', body: 'a=1', url: 'https://a.example/?b=2' };

    expect(signedParameters({ ...request, headers: { 'CONTENT-type': FORM } })).toEqual(['a=1', 'b=2']);
  });

  it.each(['oauth_nonce=1', 'a=1&oauth_=', 'oauth%5Ftoken=1', '%6fauth_x'])(
    'refuse %s, which belongs to the protocol',
    (text) => {
      expect(() => ofQuery(text)).toThrow(/^SIGNATURE_FAILED: oauth_\w*: .*reserved/);
      expect(() => ofForm(text)).toThrow(/^SIGNATURE_FAILED: oauth_\w*: .*reserved/);
    },
  );
});

describe('the header', () => {
  it('says what was signed, and the realm, which was not', () => {
    const signed = sign({}, { realm: String.raw`say "a\b", c` });

    expect(signed.authorization).toBe(
      String.raw`OAuth realm="say \"a\\b\", c", oauth_consumer_key="shop", oauth_nonce="n", ` +
        `oauth_signature_method="HMAC-SHA1", oauth_timestamp="1", oauth_signature="${encodeURIComponent(signed.signature)}"`,
    );
    expect(signed.baseString).toBe(sign({}).baseString);
    expect(signed.oauthParameters).toEqual({
      oauth_consumer_key: 'shop',
      oauth_signature_method: 'HMAC-SHA1',
      oauth_timestamp: '1',
      oauth_nonce: 'n',
      oauth_signature: signed.signature,
    });
  });

  it('carries callback and verifier', () => {
    const { oauthParameters, baseString } = sign(
      {},
      { parameters: { oauth_callback: 'oob', oauth_verifier: 'ü' } },
    );

    expect(oauthParameters).toMatchObject({ oauth_callback: 'oob', oauth_verifier: 'ü' });
    expect(baseString).toContain('oauth_verifier%3D%25C3%25BC');
  });

  it('has version 1.0, the time and 128 random bits unless told otherwise', () => {
    const before = Math.floor(Date.now() / 1_000);
    const { oauthParameters } = signRequest({ method: 'GET', url: 'https://a.example' }, CREDENTIALS);
    const { oauth_timestamp, oauth_nonce, oauth_version } = oauthParameters;

    expect(Number(oauth_timestamp)).toBeGreaterThanOrEqual(before);
    expect(oauth_timestamp).toMatch(/^\d{10}$/);
    expect(oauth_nonce).toMatch(/^[\da-f]{32}$/);
    expect(oauth_version).toBe('1.0');
  });

  it('never has the same nonce twice', () => {
    const nonces = Array.from(
      { length: 1_000 },
      () => sign({}, { nonce: undefined }).oauthParameters.oauth_nonce,
    );

    expect(new Set(nonces).size).toBe(1_000);
  });

  it('has neither time nor nonce with PLAINTEXT, unless they are given', () => {
    const signed = (options: SignOptions) =>
      Object.keys(
        sign({}, { signatureMethod: 'PLAINTEXT', timestamp: undefined, nonce: undefined, ...options })
          .oauthParameters,
      );

    expect(signed({})).toEqual(['oauth_consumer_key', 'oauth_signature_method', 'oauth_signature']);
    expect(signed({ timestamp: 1 })).toEqual(expect.arrayContaining(['oauth_timestamp', 'oauth_nonce']));
  });
});

describe('the body hash', () => {
  const hashOf = (
    request: Partial<SignableRequest>,
    signatureMethod: SignOptions['signatureMethod'] = 'HMAC-SHA1',
  ) => sign(request, { bodyHash: true, signatureMethod }).oauthParameters.oauth_body_hash;
  const hash = (name: string, body: string | Uint8Array) => createHash(name).update(body).digest('base64');

  it('covers the exact bytes, also of an empty body', () => {
    expect(hashOf({ body: 'ä' })).toBe(hash('sha1', 'ä'));
    expect(hashOf({ body: Buffer.from([0xff, 0]) })).toBe(hash('sha1', Buffer.from([0xff, 0])));
    expect(hashOf({})).toBe('2jmj7l5rSw0yVb/vlWAYkK/YBwk=');
  });

  it.each([
    ['HMAC-SHA1', 'sha1'],
    ['HMAC-SHA256', 'sha256'],
    ['HMAC-SHA512', 'sha512'],
    ['PLAINTEXT', 'sha1'],
  ] as const)('is with %s a %s', (signatureMethod, name) => {
    expect(hashOf({ body: 'a' }, signatureMethod)).toBe(hash(name, 'a'));
  });

  it('is never added to a form, nor without being asked for', () => {
    expect(hashOf({ body: 'a=1', headers: { 'content-type': `${FORM}; charset=utf-8` } })).toBeUndefined();
    expect(sign({ body: 'a' }).oauthParameters).not.toHaveProperty('oauth_body_hash');
  });
});
