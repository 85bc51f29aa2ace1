import { type Secrets, secretNotFound } from '@lp-functions/platform';
import type { SignatureMethod } from './signature.ts';
import type { OAuth1Credentials } from './types.ts';

const TOKEN = ['tokenKey', 'tokenSecret'] as const;

type OAuth1Secret = 'consumerKey' | 'consumerSecret' | 'rsaPrivateKey' | (typeof TOKEN)[number];

/**
 * Reads, all at once, the secrets that a signature method needs.
 * @param token whether a token is part of the signature; with `optional` its two secrets exist both or not at all
 * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
 */
export async function readOAuth1Credentials(
  secrets: Secrets<OAuth1Secret>,
  method: SignatureMethod,
  token: 'optional' | 'required' | 'none',
): Promise<OAuth1Credentials> {
  const key = method.startsWith('RSA') ? 'rsaPrivateKey' : 'consumerSecret';
  const [consumer, { tokenKey, tokenSecret }] = await Promise.all([
    secrets.read(['consumerKey', key]),
    secrets.readOptional(token === 'none' ? [] : TOKEN),
  ]);
  const isNeeded = token === 'required' || tokenKey || tokenSecret;
  for (const name of TOKEN) {
    if (isNeeded && !{ tokenKey, tokenSecret }[name]) throw secretNotFound(secrets.nameOf(name));
  }
  const { consumerKey, consumerSecret, rsaPrivateKey: privateKey } = consumer as Record<OAuth1Secret, string>;
  return tokenKey
    ? { consumerKey, consumerSecret, privateKey, token: tokenKey, tokenSecret }
    : { consumerKey, consumerSecret, privateKey };
}
