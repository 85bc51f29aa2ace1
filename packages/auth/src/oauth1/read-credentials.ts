import { type Secrets, secretNotFound } from '@lp-functions/platform';
import { type SignatureMethod, usesRsa } from './signature.ts';
import type { OAuth1Credentials } from './types.ts';

type OAuth1Secrets = Secrets<'consumerKey' | 'consumerSecret' | 'rsaPrivateKey' | 'tokenKey' | 'tokenSecret'>;

/** Whether a token is part of the signature; with `optional` its two secrets exist both or not at all. */
export const TOKEN_NEEDS = ['optional', 'required', 'none'] as const;

export type TokenNeed = (typeof TOKEN_NEEDS)[number];

/**
 * Reads, all at once, the secrets that a signature method needs.
 * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
 */
export async function readOAuth1Credentials(
  secrets: OAuth1Secrets,
  method: SignatureMethod,
  tokenNeed: TokenNeed,
): Promise<OAuth1Credentials> {
  const [consumer, token] = await Promise.all([
    usesRsa(method) ? readRsaConsumer(secrets) : secrets.read(['consumerKey', 'consumerSecret']),
    readToken(secrets, tokenNeed),
  ]);
  return { ...consumer, ...token };
}

async function readRsaConsumer(secrets: OAuth1Secrets) {
  const { consumerKey, rsaPrivateKey } = await secrets.read(['consumerKey', 'rsaPrivateKey']);
  return { consumerKey, privateKey: rsaPrivateKey, privateKeyName: secrets.nameOf('rsaPrivateKey') };
}

async function readToken(secrets: OAuth1Secrets, need: TokenNeed) {
  if (need === 'none') return {};
  const { tokenKey, tokenSecret } = await secrets.readOptional(['tokenKey', 'tokenSecret']);
  if (need === 'optional' && !tokenKey && !tokenSecret) return {};
  if (!tokenKey) throw secretNotFound(secrets.nameOf('tokenKey'));
  if (!tokenSecret) throw secretNotFound(secrets.nameOf('tokenSecret'));
  return { token: tokenKey, tokenSecret };
}
