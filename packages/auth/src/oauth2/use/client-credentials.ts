import { idempotent } from '@lp-functions/platform';
import {
  type ClientCredentialsRequest,
  clientCredentialsGrant,
  requestToken,
} from '../token-endpoint/index.ts';
import { grantedToken, type TokenRun } from './granted-token.ts';
import { type ClientSecrets, type ClientSettings, clientSecretNames, readClient } from './read-client.ts';
import type { TokenSource } from './token-source.ts';

export interface ClientCredentials extends ClientSettings, ClientCredentialsRequest {
  /** Further parameters of the token request. */
  extra?: Record<string, string> | undefined;
  /** Lifetime of a token whose server names none. */
  defaultTtlSecs: number;
}

/**
 * Tokens by the client credentials grant (RFC 6749 4.4), kept by the instance. Secrets are read only for the
 * request.
 * @throws what `secrets.read` and `requestToken` throw
 */
export function clientCredentials(
  run: TokenRun & { secrets: ClientSecrets },
  settings: ClientCredentials,
): TokenSource {
  const { secrets } = run;
  const { extra, defaultTtlSecs } = settings;
  return grantedToken(run, {
    key: JSON.stringify(['client_credentials', settings, clientSecretNames(secrets, settings.clientAuth)]),
    defaultTtlSecs,
    request: async (requestRun) =>
      requestToken(requestRun, await readClient(secrets, settings), {
        ...clientCredentialsGrant(settings),
        extra,
        retry: idempotent,
      }),
  });
}
