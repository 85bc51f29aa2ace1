import {
  endpointOfVariables,
  isStoreRequest,
  refreshConnections,
  reportConnections,
  type StoreRequest,
  storeConnections,
} from '@lp-functions/auth';
import { contextTargets } from '@lp-functions/context-store';
import { boolean, custom, defineFunction, optional, texts } from '@lp-functions/platform';
import { environment, type Variables } from './environment.ts';
import { tokenSessions } from './token-sessions.ts';

/** With many, each has secrets of its own, or shares those that the secret `CONNECTIONS` names. */
const hasOneConnection = (env: Variables) => env.CONNECTIONS === undefined;
const usesPrivateKey = (env: Variables) => env.OAUTH2_CLIENT_AUTH === 'private_key_jwt';
const usesContext = (env: Variables) => env.CONTEXT_NAMESPACE !== undefined;

export default defineFunction({
  name: 'refresh_scheduler',
  description: 'Renews stored OAuth 2.0 access and refresh tokens on a schedule.',
  environment,
  payload: {
    connections: optional(texts()),
    force: optional(boolean()),
    report: optional(boolean()),
    store: optional(
      custom<StoreRequest>(
        'an object of connections: { "<name>": { group, refresh_token } or null }',
        isStoreRequest,
      ),
    ),
  },
  secrets: {
    clientId: { isIdentifier: true, when: hasOneConnection },
    clientSecret: { when: (env) => hasOneConnection(env) && !usesPrivateKey(env) },
    clientPrivateKey: { when: (env) => hasOneConnection(env) && usesPrivateKey(env) },
    refreshToken: { when: (env) => hasOneConnection(env) && env.TOKEN_STORAGE === 'separate' },
    accessToken: { when: (env) => hasOneConnection(env) && env.TOKEN_STORAGE === 'separate' },
    tokenSet: { when: (env) => hasOneConnection(env) && env.TOKEN_STORAGE === 'single' },
    tokenSealingKey: { when: usesContext },
    mavenApiKey: { when: (env) => usesContext(env) && env.CONTEXT_API === 'v1' },
    contextAccessToken: { when: (env) => usesContext(env) && env.CONTEXT_API === 'v2' },
  },
  targets: (env) => [endpointOfVariables(env)?.tokenUrl, ...(usesContext(env) ? contextTargets(env) : [])],
  async handler(run) {
    const { connections, force, report, store } = run.payload;
    const options = { settings: run.env, connections, sessions: () => tokenSessions(run) };
    if (store) return storeConnections(run, options, store);
    if (report) return reportConnections(run, options);
    return refreshConnections(run, { ...options, isForced: force === true });
  },
});
