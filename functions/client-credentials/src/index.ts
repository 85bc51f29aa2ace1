import { CLIENT_AUTHS, clientCredentials, sendWithToken } from '@lp-functions/auth';
import {
  apiRequestFields,
  defineFunction,
  HTTP_METHODS,
  integer,
  jsonRecord,
  oneOf,
  optional,
  text,
  toHttpRequest,
  toResult,
  url,
} from '@lp-functions/platform';

export default defineFunction({
  name: 'client_credentials',
  description:
    'Calls an API with an OAuth 2.0 token that it gets with client credentials and keeps until it expires.',
  environment: {
    TOKEN_URL: url(),
    RESOURCE_URL: url(),
    OAUTH2_CLIENT_AUTH: optional(oneOf(...CLIENT_AUTHS), 'client_secret_post'),
    OAUTH2_SCOPE: optional(text()),
    OAUTH2_AUDIENCE: optional(text()),
    OAUTH2_RESOURCE: optional(text()),
    OAUTH2_EXTRA_PARAMS: optional(jsonRecord()),
    OAUTH2_DEFAULT_TTL_SECS: optional(integer(1, 31_536_000), '300'),
  },
  payload: {
    ...apiRequestFields,
    method: optional(oneOf(...HTTP_METHODS), 'GET'),
  },
  secrets: {
    clientId: { isIdentifier: true },
    clientSecret: { when: (env) => env.OAUTH2_CLIENT_AUTH !== 'private_key_jwt' },
    clientPrivateKey: { when: (env) => env.OAUTH2_CLIENT_AUTH === 'private_key_jwt' },
  },
  targets: ({ TOKEN_URL, RESOURCE_URL }) => [TOKEN_URL, RESOURCE_URL],
  async handler(run) {
    const { env, http, payload } = run;
    const request = toHttpRequest(payload, { http, base: env.RESOURCE_URL, method: payload.method });
    const token = clientCredentials(run, {
      tokenUrl: env.TOKEN_URL,
      clientAuth: env.OAUTH2_CLIENT_AUTH,
      scope: env.OAUTH2_SCOPE,
      audience: env.OAUTH2_AUDIENCE,
      // What follows a separator is the next URI, with its scheme; a comma may also be part of one.
      resource: env.OAUTH2_RESOURCE?.trim().split(/[\s,]+(?=[\w+.-]+:)/),
      extra: env.OAUTH2_EXTRA_PARAMS,
      defaultTtlSecs: env.OAUTH2_DEFAULT_TTL_SECS,
    });
    return toResult(await sendWithToken(http, token, request), payload.response);
  },
});
