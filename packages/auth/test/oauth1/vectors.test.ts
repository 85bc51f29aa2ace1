import {
  type OAuth1Vector,
  oauth1Vectors,
  vectorAuthorization,
  vectorPrivateKey,
} from '@lp-functions/testbed/oauth1-vectors';
import { describe, expect, it } from 'vitest';
import { signRequest } from '../../src/index.ts';
import { computeSignature } from '../../src/oauth1/signature.ts';
import { Signer } from '../../src/oauth1/signer.ts';

const privateKey = `${vectorPrivateKey.export({ format: 'pem', type: 'pkcs8' })}`;

/** One published example of PLAINTEXT goes over http, which we refuse; over https its signature is the same. */
function overHttps(vector: OAuth1Vector): OAuth1Vector {
  const secure = (text: string, from: string, to: string) =>
    vector.signatureMethod === 'PLAINTEXT' ? text.replace(from, to) : text;
  const baseString = secure(vector.expected.baseString, '&http%3A', '&https%3A');
  return {
    ...vector,
    url: secure(vector.url, 'http:', 'https:'),
    expected: { ...vector.expected, baseString },
  };
}

function sign(vector: OAuth1Vector) {
  const { method, url, contentType, body, version = null, ...rest } = vector;
  return signRequest(
    { method, url, body, headers: contentType ? { 'Content-Type': contentType } : {} },
    { ...rest, privateKey },
    { ...rest, version },
  );
}

/** The order of a header's parameters means nothing. */
const sorted = (authorization: string) => authorization.replace('OAuth ', '').split(', ').sort();

describe('published requests', () => {
  it.each(oauth1Vectors.requests)('$id', (published) => {
    const vector = overHttps(published);
    const { authorization, baseString, signature } = sign(vector);

    expect(baseString).toBe(vector.expected.baseString);
    expect(signature).toBe(vector.expected.signature);
    expect(sorted(authorization)).toEqual(sorted(vectorAuthorization(vector)));
  });
});

describe('published encodings', () => {
  const signed = (text: string, query: string) =>
    signRequest(
      { method: 'GET', url: `https://a.example/?${query}` },
      { consumerKey: text, consumerSecret: '' },
    );

  it.each(oauth1Vectors.percentEncoding)('encodes %j as %s', (text, encoded) => {
    expect(signed(text, '').authorization).toContain(`oauth_consumer_key="${encoded}"`);
  });

  it.each(oauth1Vectors.percentEncoding)('reads %j from %s', (_, encoded) => {
    expect(signed('key', `~=${encoded}`).baseString).toMatch(
      new RegExp(`%26~%3D${encodeURIComponent(encoded)}$`),
    );
  });
});

describe('published signatures of base strings', () => {
  it.each(oauth1Vectors.hmac)(
    '$signature',
    ({ hash, baseString, consumerSecret, tokenSecret, signature }) => {
      const consumer = { key: '', secret: consumerSecret };
      const key = new Signer({ consumer, hash_function: () => '' }).getSigningKey(tokenSecret);
      const method = `HMAC-${hash.toUpperCase()}` as 'HMAC-SHA1';

      expect(computeSignature(method, baseString, key, { privateKey: undefined })).toBe(signature);
    },
  );
});
