import { clientSecretName, sendWithToken } from '@lp-functions/auth';
import {
  apiRequestFields,
  defineFunction,
  HTTP_METHODS,
  oneOf,
  optional,
  toHttpRequest,
  toResult,
} from '@lp-functions/platform';
import { clientAuthOf, endpointOf, type Variables } from './endpoint.ts';
import { environment } from './environment.ts';
import { tokenSource } from './token-source.ts';

const isJwtBearer = (env: Variables) => env.OAUTH2_GRANT === 'jwt_bearer';
/** The secret that authenticates the client, if it does. */
const authenticatesWith = (env: Variables) => {
  const clientAuth = clientAuthOf(env);
  return clientAuth === undefined ? undefined : clientSecretName(clientAuth);
};

export default defineFunction({
  name: 'client_credentials',
  description:
    'Calls an API with an OAuth 2.0 token that it gets with client credentials or a signed statement and keeps until it expires.',
  environment,
  payload: { ...apiRequestFields, method: optional(oneOf(...HTTP_METHODS), 'GET') },
  secrets: {
    clientId: { isIdentifier: true, when: (env) => authenticatesWith(env) !== undefined },
    clientSecret: { when: (env) => authenticatesWith(env) === 'clientSecret' },
    clientPrivateKey: {
      when: (env) => isJwtBearer(env) || authenticatesWith(env) === 'clientPrivateKey',
    },
  },
  targets: (env) => [endpointOf(env).tokenUrl, env.RESOURCE_URL],
  async handler(run) {
    const { env, http, payload } = run;
    const request = toHttpRequest(payload, { http, base: env.RESOURCE_URL, method: payload.method });
    const response = await sendWithToken(http, tokenSource(run), request);
    return toResult(response, payload.response);
  },
});
