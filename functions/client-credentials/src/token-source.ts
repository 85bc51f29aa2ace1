import { clientCredentials, jwtBearer, type TokenSource } from '@lp-functions/auth';
import { type Environment, type Fields, FunctionError, type Run } from '@lp-functions/platform';
import type { environment } from './environment.ts';

type Variables = Environment<typeof environment>;
type SecretName = 'clientId' | 'clientSecret' | 'clientPrivateKey';
type CallerRun = Pick<
  Run<typeof environment, Fields, SecretName>,
  'clock' | 'env' | 'http' | 'instance' | 'redactor' | 'secrets'
>;

/** @throws `CONFIG_INVALID` for variables that do not go together */
export function tokenSource(run: CallerRun): TokenSource {
  const { env } = run;
  const settings = {
    tokenUrl: env.TOKEN_URL,
    scope: env.OAUTH2_SCOPE,
    resource: urisOf(env.OAUTH2_RESOURCE),
    extra: env.OAUTH2_EXTRA_PARAMS,
    defaultTtlSecs: env.OAUTH2_DEFAULT_TTL_SECS,
    assertionAudience: env.OAUTH2_ASSERTION_AUDIENCE,
    keyId: env.OAUTH2_KEY_ID,
  };
  if (env.OAUTH2_GRANT === 'jwt_bearer') {
    return jwtBearer(run, { ...settings, clientAuth: env.OAUTH2_CLIENT_AUTH, ...statementOf(env) });
  }
  return clientCredentials(run, {
    ...settings,
    clientAuth: env.OAUTH2_CLIENT_AUTH ?? 'client_secret_post',
    audience: env.OAUTH2_AUDIENCE,
  });
}

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
  return { issuer: env.JWT_ISSUER, subject: env.JWT_SUBJECT, audience: env.JWT_AUDIENCE };
}
