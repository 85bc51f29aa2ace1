import { idempotent } from '@lp-functions/platform';
import {
  type ClientAuth,
  type JwtBearerRequest,
  jwtBearerGrant,
  requestToken,
  type TokenClient,
} from '../token-endpoint/index.ts';
import { grantedToken, type TokenRun } from './granted-token.ts';
import { type ClientSecrets, clientSecretNames, readClient } from './read-client.ts';
import type { TokenSource } from './token-source.ts';

export interface JwtBearer extends Omit<JwtBearerRequest, 'audience'> {
  tokenUrl: string;
  /** How the client authenticates besides. @default it does not: the assertion says who asks */
  clientAuth?: ClientAuth | undefined;
  /** `aud` of the assertion that is the grant. @default the token URL */
  audience?: string | undefined;
  /** `aud` of the assertion of `private_key_jwt`. @default the token URL */
  assertionAudience?: string | undefined;
  /** `kid` of assertions. @default the JWK's; a PEM has none */
  keyId?: string | undefined;
  /** Further parameters of the token request. */
  extra?: Record<string, string> | undefined;
  /** Lifetime of a token whose server names none. */
  defaultTtlSecs: number;
}

/**
 * Tokens for a signed statement (RFC 7523 2.1), as service accounts of Google and connected apps of
 * Salesforce get them; kept by the instance. The key is the secret `clientPrivateKey`. Secrets are read only
 * for the request.
 * @throws what `secrets.read` and `requestToken` throw
 */
export function jwtBearer(run: TokenRun & { secrets: ClientSecrets }, settings: JwtBearer): TokenSource {
  const { secrets } = run;
  const { tokenUrl, clientAuth, audience = tokenUrl, keyId, extra, defaultTtlSecs } = settings;
  const secretName = secrets.nameOf('clientPrivateKey');
  const clientNames = clientAuth ? clientSecretNames(secrets, clientAuth) : [];
  return grantedToken(run, {
    key: JSON.stringify(['jwt_bearer', settings, secretName, clientNames]),
    defaultTtlSecs,
    async request(requestRun) {
      const anonymous: TokenClient = { tokenUrl, clientAuth: 'none' };
      const [{ clientPrivateKey: privateKey }, client] = await Promise.all([
        secrets.read(['clientPrivateKey'], { fresh: true }),
        clientAuth ? readClient(secrets, { ...settings, clientAuth }) : anonymous,
      ]);
      const key = { privateKey, secretName, keyId };
      const grant = jwtBearerGrant(requestRun, key, { ...settings, audience });
      return requestToken(requestRun, client, { ...grant, extra, retry: idempotent });
    },
  });
}
