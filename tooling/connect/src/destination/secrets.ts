import type { OAuth1Token } from '../oauth1/three-legs.ts';
import type { TokenSet } from '../oauth2/token-set.ts';

/** How `refresh_scheduler` keeps the tokens of a connection in secrets. */
export type SecretStorageKind = 'single' | 'separate';

/** The only connection of a deployment has no name in the names of its secrets. */
const DEFAULT = 'default';

const named = (connection: string, secret: string) =>
  connection === DEFAULT ? secret : `${connection}_${secret}`;

/** The secrets that `refresh_scheduler` wants for a connection, by the names it looks for. */
export function secretsOfTokens(
  connection: string,
  storage: SecretStorageKind,
  tokens: TokenSet,
): Record<string, unknown> {
  if (storage === 'single') return { [named(connection, 'tokenSet')]: tokens };
  return {
    [named(connection, 'refreshToken')]: tokens.refresh_token,
    [named(connection, 'accessToken')]: tokens.access_token,
  };
}

/** Those of the client, of each connection. */
export function secretsOfClient(
  connection: string,
  client: { clientId: string; clientSecret: string },
): Record<string, unknown> {
  return {
    [named(connection, 'clientId')]: client.clientId,
    [named(connection, 'clientSecret')]: client.clientSecret,
  };
}

/** Those that `oauth1_post` signs with; a deployment for another connection has variables `SECRET_*` for them. */
export function secretsOfOAuth1(
  connection: string,
  consumer: { consumerKey: string; consumerSecret?: string | undefined; privateKey?: string | undefined },
  { token, tokenSecret }: OAuth1Token,
): Record<string, unknown> {
  const { consumerKey, consumerSecret, privateKey } = consumer;
  return {
    [named(connection, 'consumerKey')]: consumerKey,
    ...(consumerSecret !== undefined && { [named(connection, 'consumerSecret')]: consumerSecret }),
    ...(privateKey !== undefined && { [named(connection, 'rsaPrivateKey')]: privateKey }),
    [named(connection, 'tokenKey')]: token,
    [named(connection, 'tokenSecret')]: tokenSecret,
  };
}
