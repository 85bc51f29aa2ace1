import { type ContextStoreServer, type LoopbackServer, startContextStore } from '@lp-functions/emulator';
import {
  type AuthServer,
  type OAuth1Api,
  startAuthServer,
  startFaultyServer,
  startOAuth1Api,
  startProtectedResource,
} from '../index.ts';
import { MAVEN_API_KEY, OAUTH1 } from './credentials.ts';

/** Everything that the functions talk to, on loopback. */
export interface DemoServers {
  'OAuth 1.0a API': OAuth1Api;
  'token server': AuthServer;
  'orders API': LoopbackServer;
  'context store': ContextStoreServer;
  /** Takes requests and never answers. */
  'silent server': LoopbackServer;
}

export async function startDemoServers(): Promise<DemoServers> {
  const authServer = await startAuthServer();
  return {
    'OAuth 1.0a API': await startOAuth1Api({ credentials: OAUTH1 }),
    'token server': authServer,
    'orders API': await startProtectedResource({ authServer }),
    'context store': await startContextStore({ apiKeys: [MAVEN_API_KEY] }),
    'silent server': await startFaultyServer({ kind: 'hang' }),
  };
}
