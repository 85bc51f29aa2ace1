import { generateKeyPairSync } from 'node:crypto';
import { verifyOAuth1 } from '@lp-functions/testbed';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type OAuth1Credentials,
  SIGNATURE_METHODS,
  type SignableRequest,
  type SignOptions,
  signRequest,
} from '../../src/index.ts';

const FORM = 'application/x-www-form-urlencoded';
const RUNS = 400;

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 1_024 });
const pem = `${privateKey.export({ format: 'pem', type: 'pkcs8' })}`;

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 8 }),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
  fc.constantFrom('', '+', '%', '%zz', '&=', `!*'()`, '😀', '__proto__', 'constructor'),
);
/** Queries and forms, well-formed or not, that name nothing of the protocol. */
const pairs = fc
  .array(
    fc.oneof(
      fc.tuple(text, text).map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`),
      fc.string({ unit: fc.constantFrom(...'ab=&+%27eFf?~-._äÿ'), maxLength: 12 }),
    ),
    { maxLength: 8 },
  )
  .map((all) => all.join('&'));

const path = fc
  .array(
    fc.constantFrom('a', 'B', '/', `'`, '|', '^', '%7e', '%2F', ' ', 'ä', '😀', '%', ';', ':', '@', '(', '!'),
  )
  .map((characters) => `/${characters.join('')}`);
const host = fc.constantFrom(
  'https://a.example',
  'http://a.example:8080',
  'https://[::1]:8443',
  'http://127.0.0.1',
);

const request: fc.Arbitrary<SignableRequest & { headers: Record<string, string> }> = fc.record({
  method: fc.constantFrom('GET', 'POST', 'put', 'DELETE', 'PATCH'),
  url: fc.tuple(host, path, pairs).map(([origin, place, query]) => `${origin}${place}?${query}`),
  headers: fc.constantFrom<Record<string, string>[]>(
    { 'Content-Type': FORM },
    { 'content-type': `${FORM};charset=utf-8` },
    {},
    { 'content-type': 'text/plain' },
  ),
  body: fc.oneof(pairs, text, fc.uint8Array({ maxLength: 20 })),
});

const credentials: fc.Arbitrary<OAuth1Credentials> = fc.record(
  {
    consumerKey: text.filter(Boolean),
    consumerSecret: text,
    token: text.filter(Boolean),
    tokenSecret: text,
  },
  {
    requiredKeys: ['consumerKey', 'consumerSecret', 'tokenSecret'],
  },
);

const options: fc.Arbitrary<SignOptions> = fc.record({
  signatureMethod: fc.constantFrom(...SIGNATURE_METHODS),
  realm: fc.string({ maxLength: 8 }),
  bodyHash: fc.boolean(),
  version: fc.constantFrom('1.0' as const, null),
  parameters: fc.record({ oauth_callback: text.filter(Boolean), oauth_verifier: text }, { requiredKeys: [] }),
});

/** PLAINTEXT goes only where nobody listens. */
const isSendable = ({ url }: SignableRequest, { signatureMethod }: SignOptions) =>
  signatureMethod !== 'PLAINTEXT' || !url.startsWith('http://a.example');

const lowerCaseNames = (headers: Record<string, string>) =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));

describe('any request', () => {
  it('carries a header that an independent verifier accepts', () => {
    fc.assert(
      fc.property(request, credentials, options, (given, keys, wishes) => {
        fc.pre(isSendable(given, wishes));
        const signed = signRequest(given, { ...keys, privateKey: pem }, wishes);
        const verdict = verifyOAuth1(
          {
            method: given.method,
            target: signed.url,
            headers: { ...lowerCaseNames(given.headers), authorization: signed.authorization },
            body: given.body,
          },
          { ...keys, tokenKey: keys.token, rsaPublicKey: publicKey },
          { bodyHash: wishes.bodyHash ? 'required' : 'optional', realm: wishes.realm || undefined },
        );

        expect(verdict).toMatchObject({ ok: true, baseString: signed.baseString });
        expect(verdict.oauth).toEqual(signed.oauthParameters);
      }),
      { numRuns: RUNS },
    );
  });

  it('gets a URL that every HTTP stack sends as it is', async () => {
    const { parse } = await import('node:url');
    fc.assert(
      fc.property(request, (given) => {
        const { url } = signRequest(given, { consumerKey: 'key', consumerSecret: '' });

        expect(new URL(url).href).toBe(url);
        // The old parser is what V1's stack uses; it is asked nothing else here.
        expect(parse(url).href).toBe(url);
      }),
      { numRuns: RUNS },
    );
  });
});

const KEYS = { consumerKey: 'key', consumerSecret: 'secret', token: 'token', tokenSecret: 'other' };
const FIXED = { timestamp: 1, nonce: 'n' };

describe('one request in two spellings', () => {
  const baseString = (url: string, body = '') =>
    signRequest({ method: 'POST', url, headers: { 'content-type': FORM }, body }, KEYS, FIXED).baseString;

  it('has one base string: case of the host, default port, order, fragment, place of the parameters', () => {
    const shuffled = fc
      .array(
        fc.tuple(text, text).map(([name, value]) => new URLSearchParams([[`x${name}`, value]]).toString()),
      )
      .chain((all) => fc.tuple(fc.constant(all), fc.shuffledSubarray(all, { minLength: all.length })));
    fc.assert(
      fc.property(path, shuffled, (place, [first, second]) => {
        const expected = baseString(`https://a.example${place}?${first.join('&')}`);

        expect(baseString(`HTTPS://A.Example:443${place}?${second.join('&')}#f`)).toBe(expected);
        expect(baseString(`https://a.example${place}?`, second.join('&'))).toBe(expected);
        expect(baseString(`https://a.example${place}?${second.join('&').replaceAll('+', '%20')}`)).toBe(
          expected,
        );
      }),
      { numRuns: RUNS },
    );
  });
});

describe('one byte changed', () => {
  const PARTS = ['method', 'path', 'query', 'form', 'consumerSecret', 'tokenSecret'] as const;
  const plain = fc.string({ unit: fc.constantFrom(...'abcdefgh'), minLength: 1, maxLength: 10 });
  const parts = fc.record(
    Object.fromEntries(PARTS.map((part) => [part, plain])) as Record<
      (typeof PARTS)[number],
      fc.Arbitrary<string>
    >,
  );
  type Parts = typeof parts extends fc.Arbitrary<infer T> ? T : never;

  const signature = (
    { method, path: place, query, form, ...secrets }: Parts,
    signatureMethod: SignOptions['signatureMethod'],
  ) =>
    signRequest(
      { method, url: `https://a.example/${place}?${query}`, headers: { 'content-type': FORM }, body: form },
      { ...KEYS, ...secrets, privateKey: pem },
      { ...FIXED, signatureMethod },
    ).signature;

  it.each(PARTS)('in the %s gives another signature', (part) => {
    const methods = SIGNATURE_METHODS.filter((method) =>
      // RSA does not sign secrets, and PLAINTEXT signs nothing else.
      part.endsWith('Secret') ? !method.startsWith('RSA') : method !== 'PLAINTEXT',
    );
    fc.assert(
      fc.property(
        parts,
        fc.constantFrom(...methods),
        fc.nat(),
        fc.constantFrom(...'ijkl'),
        (given, method, at, character) => {
          const index = at % given[part].length;
          const changed = given[part].slice(0, index) + character + given[part].slice(index + 1);

          expect(signature({ ...given, [part]: changed }, method)).not.toBe(signature(given, method));
        },
      ),
      { numRuns: 100 },
    );
  });
});
