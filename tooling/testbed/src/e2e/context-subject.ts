import { type ContextStoreServer, startContextStore } from '@lp-functions/emulator';
import type { Subject } from './subject.ts';

export interface ContextWorld {
  store: ContextStoreServer;
}

const MAVEN_API_KEY = 'canary/maven+api"key';
const ACCESS_TOKEN = 'canary&access+token';
const NAMESPACE = 'orders_2';

/** Where the store keeps a session of the account that the instances run for. */
export const place = (session = '__default__', account = '12345678') => ({
  account,
  namespace: NAMESPACE,
  session,
});

const subject = (name: string, payload: unknown): Subject<ContextWorld> => ({
  name,
  world: async (keep) => ({
    store: await keep(startContextStore({ apiKeys: [MAVEN_API_KEY], accessTokens: [ACCESS_TOKEN] })),
  }),
  given: ({ store }) => ({
    env: { CONTEXT_BASE_URL: store.url, CONTEXT_NAMESPACE: NAMESPACE },
    secrets: { mavenApiKey: MAVEN_API_KEY },
    payload,
  }),
});

export const contextGet = subject('context_get', { sessionId: 's-1' });
export const contextSave = subject('context_save', {
  sessionId: 's-1',
  properties: { city: 'Köln', count: 2 },
});

/** By the other API of the service, with the other credential. */
export const BY_V2 = {
  env: { CONTEXT_API: 'v2' },
  secrets: { mavenApiKey: undefined, contextAccessToken: ACCESS_TOKEN },
};
