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

/** With many, each has secrets of its own, which the secret `CONNECTIONS` names. */
const hasOneConnection = (env: { CONNECTIONS: string | undefined }) => !env.CONNECTIONS;
const usesPrivateKey = (env: { OAUTH2_CLIENT_AUTH: string }) => env.OAUTH2_CLIENT_AUTH === 'private_key_jwt';

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
  secrets: {
    clientId: { isIdentifier: true, when: hasOneConnection },
    clientSecret: { when: (env) => hasOneConnection(env) && !usesPrivateKey(env) },
    clientPrivateKey: { when: (env) => hasOneConnection(env) && usesPrivateKey(env) },
    refreshToken: { when: (env) => hasOneConnection(env) && env.TOKEN_STORAGE === 'separate' },
    accessToken: { when: (env) => hasOneConnection(env) && env.TOKEN_STORAGE === 'separate' },
    tokenSet: { when: (env) => hasOneConnection(env) && env.TOKEN_STORAGE === 'single' },
  },
  targets: (env) => [env.TOKEN_URL],
  async handler(run) {
    const { env, payload, secrets } = run;
    const connections = await readConnections(secrets, env, payload.connections);
    const withinMs = payload.force ? Infinity : env.REFRESH_WITHIN_SECS * 1_000 || Infinity;
    return refreshConnections(run, connections, withinMs);
  },
});
