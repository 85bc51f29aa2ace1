import type { Secrets } from '@lp-functions/platform';
import { type ClientAuth, clientSecretName, type TokenClient } from '../token-endpoint/index.ts';

/** The secrets of a client. */
export type ClientSecrets = Secrets<'clientId' | 'clientSecret' | 'clientPrivateKey'>;

/** How a client is configured; who it is stands in secrets. */
export interface ClientSettings {
  tokenUrl: string;
  clientAuth: ClientAuth;
  /** `aud` of the assertions of `private_key_jwt`. @default the token URL */
  assertionAudience?: string | undefined;
  /** `kid` of assertions. @default the JWK's; a PEM has none */
  keyId?: string | undefined;
}

/** The account's names of the secrets that authenticate a client: other names, other tokens. */
export const clientSecretNames = (secrets: ClientSecrets, clientAuth: ClientAuth): string[] => [
  secrets.nameOf('clientId'),
  secrets.nameOf(clientSecretName(clientAuth)),
];

/**
 * The client with its secrets, read past the platform's cache, lest one that was just replaced fails for five
 * more minutes.
 * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
 */
export async function readClient(secrets: ClientSecrets, settings: ClientSettings): Promise<TokenClient> {
  const { tokenUrl, clientAuth, assertionAudience, keyId } = settings;
  const name = clientSecretName(clientAuth);
  const { clientId, [name]: clientSecret } = await secrets.read(['clientId', name], { fresh: true });
  const secretName = secrets.nameOf(name);
  return { tokenUrl, clientAuth, clientId, clientSecret, secretName, assertionAudience, keyId };
}
