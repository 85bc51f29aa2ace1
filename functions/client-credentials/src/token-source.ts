import {
  type ClientCredentials,
  clientCredentials,
  type JwtBearer,
  jwtBearer,
  type TokenSource,
} from '@lp-functions/auth';
import { type Fields, FunctionError, perVariables, type Run } from '@lp-functions/platform';
import { clientAuthOf, endpointOf, type Variables } from './endpoint.ts';
import type { environment } from './environment.ts';

/** Where neither the server nor anybody else says how long a token is good for. */
const DEFAULT_TTL_SECS = 300;

type SecretName = 'clientId' | 'clientSecret' | 'clientPrivateKey';
type CallerRun = Pick<
  Run<typeof environment, Fields, SecretName>,
  'accountId' | 'clock' | 'env' | 'http' | 'instance' | 'redactor' | 'secrets'
>;

export function tokenSource(run: CallerRun): TokenSource {
  const asked = grantOf(run);
  return asked.grant === 'jwt_bearer'
    ? jwtBearer(run, asked.settings)
    : clientCredentials(run, asked.settings);
}

type ConfiguredGrant =
  | { grant: 'client_credentials'; settings: ClientCredentials }
  | { grant: 'jwt_bearer'; settings: JwtBearer };

/** How tokens are asked for. @throws `CONFIG_INVALID` for variables that do not go together */
const grantOf = perVariables(({ env, accountId }: Pick<CallerRun, 'env' | 'accountId'>): ConfiguredGrant => {
  const endpoint = endpointOf(env, accountId);
  const settings = {
    tokenUrl: endpoint.tokenUrl,
    scope: endpoint.scope,
    resource: urisOf(env.OAUTH2_RESOURCE),
    extra: endpoint.extra,
    defaultTtlSecs: endpoint.defaultTtlSecs ?? DEFAULT_TTL_SECS,
    assertionAudience: env.OAUTH2_ASSERTION_AUDIENCE,
    keyId: env.OAUTH2_KEY_ID,
  };
  if (env.OAUTH2_GRANT === 'jwt_bearer') {
    const { jwtAudience: audience, isScopeInAssertion } = endpoint;
    const statement = { ...statementOf(env), audience, isScopeInAssertion };
    return {
      grant: 'jwt_bearer',
      settings: { ...settings, clientAuth: clientAuthOf(env), ...statement },
    };
  }
  const { grantType, audience } = endpoint;
  const clientAuth = clientAuthOf(env) ?? 'client_secret_post';
  return { grant: 'client_credentials', settings: { ...settings, clientAuth, grantType, audience } };
});

/** What follows a separator is the next URI, with its scheme; a comma may also be part of one. */
const urisOf = (list: string | undefined) => list?.trim().split(/[\s,]+(?=[\w+.-]+:)/);

/** What `jwt_bearer` signs. */
function statementOf(env: Variables) {
  if (!env.JWT_ISSUER) {
    throw new FunctionError(
      'CONFIG_INVALID',
      'JWT_ISSUER: OAUTH2_GRANT=jwt_bearer needs it; enter the client id or service account whose key signs',
    );
  }
  if (env.OAUTH2_AUDIENCE) {
    throw new FunctionError(
      'CONFIG_INVALID',
      'OAUTH2_AUDIENCE: not with OAUTH2_GRANT=jwt_bearer; the audience of its assertion is JWT_AUDIENCE',
    );
  }
  return { issuer: env.JWT_ISSUER, subject: env.JWT_SUBJECT };
}
