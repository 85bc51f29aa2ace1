import { CLIENT_AUTHS, readConnections, refreshConnections, TOKEN_STORAGES } from '@lp-functions/auth';
import {
  boolean,
  defineFunction,
  integer,
  jsonRecord,
  oneOf,
  optional,
  text,
  texts,
  url,
} from '@lp-functions/platform';

export default defineFunction({
  name: 'refresh_scheduler',
  description: 'Renews stored OAuth 2.0 access and refresh tokens on a schedule.',
  environment: {
    TOKEN_URL: optional(url()),
    CONNECTIONS: optional(text()),
    OAUTH2_CLIENT_AUTH: optional(oneOf(...CLIENT_AUTHS), 'client_secret_post'),
    OAUTH2_SCOPE: optional(text()),
    OAUTH2_EXTRA_PARAMS: optional(jsonRecord()),
    TOKEN_STORAGE: optional(oneOf(...TOKEN_STORAGES), 'separate'),
    REFRESH_WITHIN_SECS: optional(integer(0, 31_536_000), '0'),
  },
  payload: { connections: optional(texts()), force: optional(boolean()) },
  secrets: ['clientId', 'clientSecret', 'clientPrivateKey', 'refreshToken', 'accessToken', 'tokenSet'],
  targets: (env) => [env.TOKEN_URL],
  async handler(run) {
    const { env, payload, secrets } = run;
    const connections = await readConnections(secrets, env, payload.connections);
    const withinMs = payload.force ? Infinity : env.REFRESH_WITHIN_SECS * 1_000 || Infinity;
    return refreshConnections(run, connections, withinMs);
  },
});
