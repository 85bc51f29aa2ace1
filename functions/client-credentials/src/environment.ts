import { CLIENT_AUTHS } from '@lp-functions/auth';
import { integer, jsonRecord, oneOf, optional, text, url } from '@lp-functions/platform';

export const environment = {
  /** Needed where no provider is named. */
  TOKEN_URL: optional(url()),
  RESOURCE_URL: url(),
  OAUTH2_PROVIDER: optional(text()),
  OAUTH2_TENANT: optional(text()),
  OAUTH2_GRANT: optional(oneOf('client_credentials', 'jwt_bearer'), 'client_credentials'),
  /** Without it and a provider, `client_credentials` uses `client_secret_post`, `jwt_bearer` the assertion alone. */
  OAUTH2_CLIENT_AUTH: optional(oneOf(...CLIENT_AUTHS)),
  OAUTH2_SCOPE: optional(text()),
  OAUTH2_AUDIENCE: optional(text()),
  OAUTH2_RESOURCE: optional(text()),
  OAUTH2_EXTRA_PARAMS: optional(jsonRecord()),
  OAUTH2_DEFAULT_TTL_SECS: optional(integer(1, 31_536_000)),
  OAUTH2_ASSERTION_AUDIENCE: optional(text()),
  OAUTH2_KEY_ID: optional(text()),
  JWT_ISSUER: optional(text()),
  JWT_SUBJECT: optional(text()),
  JWT_AUDIENCE: optional(text()),
};
