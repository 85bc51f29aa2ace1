import {
  type ClientAuth,
  clientCredentialsEndpoints,
  entryOf,
  jwtBearerEndpoints,
  type ResolvedTokenEndpoint,
  resolveTokenEndpoint,
} from '@lp-functions/auth';
import type { Environment } from '@lp-functions/platform';
import type { environment } from './environment.ts';

export type Variables = Environment<typeof environment>;

const ENDPOINTS = { client_credentials: clientCredentialsEndpoints, jwt_bearer: jwtBearerEndpoints };

/**
 * What the variables say of the token endpoint, and the provider where they say nothing.
 * @param account in which the function runs
 * @throws `CONFIG_INVALID`
 */
export const endpointOf = (env: Variables, account?: string): ResolvedTokenEndpoint =>
  resolveTokenEndpoint(ENDPOINTS[env.OAUTH2_GRANT], {
    provider: env.OAUTH2_PROVIDER,
    tenant: env.OAUTH2_TENANT,
    account,
    tokenUrl: env.TOKEN_URL,
    clientAuth: env.OAUTH2_CLIENT_AUTH,
    scope: env.OAUTH2_SCOPE,
    audience: env.OAUTH2_AUDIENCE,
    jwtAudience: env.JWT_AUDIENCE,
    extra: env.OAUTH2_EXTRA_PARAMS,
    defaultTtlSecs: env.OAUTH2_DEFAULT_TTL_SECS,
  });

/** `undefined`: the client does not authenticate, the statement that it signs says who asks. */
export function clientAuthOf(env: Variables): ClientAuth | undefined {
  const { OAUTH2_CLIENT_AUTH: given, OAUTH2_GRANT: grant, OAUTH2_PROVIDER: provider } = env;
  const clientAuth = given ?? entryOf(ENDPOINTS[grant], provider)?.clientAuth;
  return grant === 'jwt_bearer' ? clientAuth : (clientAuth ?? 'client_secret_post');
}
