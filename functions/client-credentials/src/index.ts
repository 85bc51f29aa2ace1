import { clientSecretName, sendWithToken } from '@lp-functions/auth';
import {
  apiRequestFields,
  defineFunction,
  type Environment,
  HTTP_METHODS,
  oneOf,
  optional,
  toHttpRequest,
  toResult,
} from '@lp-functions/platform';
import { environment } from './environment.ts';
import { tokenSource } from './token-source.ts';

type Variables = Environment<typeof environment>;

const isJwtBearer = (env: Variables) => env.OAUTH2_GRANT === 'jwt_bearer';
const authenticatesClient = (env: Variables) => env.OAUTH2_CLIENT_AUTH !== undefined || !isJwtBearer(env);
const authenticatesWith = (env: Variables) =>
  clientSecretName(env.OAUTH2_CLIENT_AUTH ?? 'client_secret_post');

export default defineFunction({
  name: 'client_credentials',
  description:
    'Calls an API with an OAuth 2.0 token that it gets with client credentials or a signed statement and keeps until it expires.',
  environment,
  payload: { ...apiRequestFields, method: optional(oneOf(...HTTP_METHODS), 'GET') },
  secrets: {
    clientId: { isIdentifier: true, when: authenticatesClient },
    clientSecret: {
      when: (env) => authenticatesClient(env) && authenticatesWith(env) === 'clientSecret',
    },
    clientPrivateKey: {
      when: (env) => isJwtBearer(env) || authenticatesWith(env) === 'clientPrivateKey',
    },
  },
  targets: ({ TOKEN_URL, RESOURCE_URL }) => [TOKEN_URL, RESOURCE_URL],
  async handler(run) {
    const { env, http, payload } = run;
    const request = toHttpRequest(payload, { http, base: env.RESOURCE_URL, method: payload.method });
    const response = await sendWithToken(http, tokenSource(run), request);
    return toResult(response, payload.response);
  },
});
