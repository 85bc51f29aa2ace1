import { createPublicKey } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { createReplayGuard, type OAuth1Credentials, type RawRequest, verifyOAuth1 } from '../../src/index.ts';
import {
  type OAuth1Vector,
  oauth1Vectors,
  vectorAuthorization,
  vectorPrivateKey,
} from '../../src/oauth1/vectors.ts';

const VECTORS = oauth1Vectors.requests;

const requestOf = (vector: OAuth1Vector): RawRequest => ({
  method: vector.method,
  target: vector.url,
  headers: { authorization: vectorAuthorization(vector), 'content-type': vector.contentType },
  body: vector.body,
});

const credentialsOf = ({
  consumerKey,
  consumerSecret,
  token,
  tokenSecret,
}: OAuth1Vector): OAuth1Credentials => ({
  consumerKey,
  consumerSecret,
  tokenKey: token,
  tokenSecret,
  rsaPublicKey: createPublicKey(vectorPrivateKey),
});

const vectorNamed = (id: string) => VECTORS.find((vector) => vector.id === id) as OAuth1Vector;

const FIRST = vectorNamed('rfc5849-3.4.1.1');
const AUTHORIZATION = vectorAuthorization(FIRST);

/** The verdict on the first vector with something changed. */
function judge({ headers, ...changes }: Partial<RawRequest>) {
  const request = requestOf(FIRST);
  return verifyOAuth1(
    { ...request, ...changes, headers: { ...request.headers, ...headers } },
    credentialsOf(FIRST),
  );
}

describe('published examples', () => {
  it.each(VECTORS)('accepts $id', (vector) => {
    const { baseString, ok, reason } = verifyOAuth1(requestOf(vector), credentialsOf(vector));

    expect(baseString).toBe(vector.expected.baseString);
    // Two examples call their time "abc".
    if (vector.timestamp === 'abc') expect(reason).toBe('oauth_timestamp is not a positive integer');
    else expect({ ok, reason }).toEqual({ ok: true });
  });

  it.each(VECTORS)('refuses $id with another method', (vector) => {
    const request = { ...requestOf(vector), method: 'PATCH' };

    // PLAINTEXT signs nothing of the request.
    expect(verifyOAuth1(request, credentialsOf(vector)).ok).toBe(vector.signatureMethod === 'PLAINTEXT');
  });
});

describe('what is signed', () => {
  it('notices a changed query', () => {
    expect(judge({ target: `${FIRST.url}&x=1` }).reason).toBe('the signature is wrong');
  });

  it('notices a changed form field', () => {
    expect(judge({ body: `${FIRST.body}1` }).reason).toBe('the signature is wrong');
  });

  it('does not read a body of another type as a form', () => {
    const verdict = judge({ headers: { 'content-type': 'text/plain' } });

    expect(verdict.baseString).not.toContain('c2');
    expect(verdict.ok).toBe(false);
  });

  it('reads host and default port from the connection', () => {
    const { baseString } = judge({
      target: '/A%7eb?x=1',
      scheme: 'https',
      headers: { host: 'EXAMPLE.com:443' },
    });

    expect(baseString).toContain('&https%3A%2F%2Fexample.com%2FA%257eb&');
  });

  it('keeps another port', () => {
    const { baseString } = judge({ target: '/', headers: { host: '[::1]:8080' } });

    expect(baseString).toContain('&http%3A%2F%2F%5B%3A%3A1%5D%3A8080%2F&');
  });

  it('sorts by bytes, values after names, and keeps bytes that are no UTF-8', () => {
    const { baseString } = judge({ target: 'http://example.com/?b=2&a-=1&a=%FF&B=1&a=+&a=%2B', body: '' });

    expect(decodeURIComponent(baseString?.split('&')[2] ?? '')).toMatch(
      /^B=1&a=%20&a=%2B&a=%FF&a-=1&b=2&oauth_/,
    );
  });

  it('takes a % that encodes nothing for itself', () => {
    const { baseString } = judge({ target: 'http://example.com/?a=%&b=%zz&c=100%25', body: '' });

    expect(decodeURIComponent(baseString?.split('&')[2] ?? '')).toMatch(/^a=%25&b=%25zz&c=100%25&oauth_/);
  });

  it('follows the body hash', () => {
    const vector = vectorNamed('bodyhash-A1');

    expect(verifyOAuth1({ ...requestOf(vector), body: 'Hello World' }, credentialsOf(vector)).reason).toBe(
      'oauth_body_hash does not fit the body',
    );
  });

  it('refuses a form with a body hash', () => {
    expect(
      judge({
        headers: { authorization: AUTHORIZATION.replace('OAuth ', 'OAuth oauth_body_hash="x", ') },
      }).reason,
    ).toContain('must not be sent');
  });
});

describe('what is refused', () => {
  it.each([
    ['another scheme', /^OAuth/, 'Bearer', /scheme/],
    ['no consumer key', /oauth_consumer_key="[^"]*", /, '', /oauth_consumer_key is missing/],
    ['no timestamp', /oauth_timestamp="[^"]*", /, '', /is missing/],
    ['no nonce', /oauth_nonce="[^"]*", /, '', /is missing/],
    ['a timestamp with a leading zero', 'timestamp="1', 'timestamp="01', /positive integer/],
    ['a repeated parameter', 'OAuth ', 'OAuth oauth_nonce="1", ', /twice/],
    ['an unknown method', 'HMAC-SHA1', 'HMAC-MD5', /not supported/],
    ['a method from the prototype', 'HMAC-SHA1', 'constructor', /not supported/],
    ['another version', 'OAuth ', 'OAuth oauth_version="2.0", ', /version/],
    ['another consumer', '9djdj82h48djs9d2', 'other', /unknown/],
    ['another token', 'kkk9d7dh3k39sjv7', 'other', /unknown/],
    ['no token', /, oauth_token="[^"]*"/, '', /oauth_token is missing/],
    ['an unencoded signature', '%2F%2B', '/+', /percent-encoded/],
    ['lower-case escapes', '%2F', '%2f', /percent-encoded/],
    ['unquoted values', '"7d8f3e4a"', '7d8f3e4a', /name="value"/],
    ['a trailing comma', /$/, ',', /name="value"/],
    ['a wrong signature', 'r6%2F', 'R6%2F', /signature is wrong/],
  ])('%s', (_, from, to, reason) => {
    const authorization = AUTHORIZATION.replace(from, to);

    expect(judge({ headers: { authorization } })).toMatchObject({
      ok: false,
      reason: expect.stringMatching(reason),
    });
  });

  it('protocol parameters in two places', () => {
    expect(judge({ target: `${FIRST.url}&oauth_version=1.0` }).reason).toMatch(/header and query/);
  });

  it('a broken escape in the header', () => {
    const authorization = AUTHORIZATION.replace('7d8f3e4a', '%G1');

    expect(judge({ headers: { authorization } }).reason).toMatch(/percent-encoded/);
  });

  it('another realm', () => {
    expect(verifyOAuth1(requestOf(FIRST), credentialsOf(FIRST), { realm: 'Other' }).reason).toMatch(/realm/);
    expect(verifyOAuth1(requestOf(FIRST), credentialsOf(FIRST), { realm: 'Example' }).ok).toBe(true);
  });

  it('another realm than the quoted one', () => {
    const authorization = AUTHORIZATION.replace('"Example"', String.raw`"a \"b\", \\c"`);
    const verify = (realm: string) => {
      const request = { ...requestOf(FIRST), headers: { ...requestOf(FIRST).headers, authorization } };
      return verifyOAuth1(request, credentialsOf(FIRST), { realm }).reason;
    };

    expect(verify(String.raw`a "b", \c`)).toBeUndefined();
    expect(verify('a "b"')).toMatch(/realm/);
  });

  it('a body without a hash, when one is required', () => {
    const vector = vectorNamed('rfc5849-1.2-photos');

    expect(verifyOAuth1(requestOf(vector), credentialsOf(vector), { bodyHash: 'required' }).reason).toMatch(
      /oauth_body_hash is missing/,
    );
  });
});

describe('replay', () => {
  it('refuses the same nonce twice', () => {
    const replay = createReplayGuard({ nowSecs: () => 137_131_201 });

    expect(verifyOAuth1(requestOf(FIRST), credentialsOf(FIRST), { replay }).ok).toBe(true);
    expect(verifyOAuth1(requestOf(FIRST), credentialsOf(FIRST), { replay }).reason).toMatch(/used before/);
  });

  it('refuses an old timestamp', () => {
    const replay = createReplayGuard({ nowSecs: () => 137_131_502 });

    expect(verifyOAuth1(requestOf(FIRST), credentialsOf(FIRST), { replay }).reason).toMatch(/too far off/);
  });
});
