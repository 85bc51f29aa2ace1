import { type ContextStoreServer, type LoopbackServer, startContextStore } from '@lp-functions/emulator';
import {
  type AuthServer,
  type Fault,
  type OAuth1Api,
  startAuthServer,
  startFaultyServer,
  startOAuth1Api,
  startProtectedResource,
} from '@lp-functions/testbed';
import { afterAll, beforeAll } from 'vitest';

export const OAUTH1 = {
  consumerKey: 'consumer-key',
  consumerSecret: 'canary-consumer-secret',
  tokenKey: 'token-key',
  tokenSecret: 'canary-token-secret',
};

export const MAVEN_API_KEY = 'canary-maven-api-key';

const FAULTS = {
  hanging: { kind: 'hang' },
  html: { kind: 'html' },
  cutting: { kind: 'reset-after' },
  redirecting: { kind: 'redirect', status: 302, location: 'http://127.0.0.1:2/elsewhere' },
  missing: { kind: 'status', status: 404, body: { error: 'no such order' } },
  endless: { kind: 'oversized', bytes: 2_000_000 },
} satisfies Record<string, Fault>;

/** Servers that all runs of a scenario share, so that even messages that name a port are the same. */
export interface Servers {
  oauth1: OAuth1Api;
  auth: AuthServer;
  resource: LoopbackServer;
  contextStore: ContextStoreServer;
  faulty: Record<keyof typeof FAULTS, LoopbackServer>;
}

/** Starts the servers for the tests of a file. */
export function useServers(): Servers {
  const servers = {} as Servers;
  const all: LoopbackServer[] = [];
  const keep = <T extends LoopbackServer>(server: T): T => {
    all.push(server);
    return server;
  };
  beforeAll(async () => {
    servers.oauth1 = keep(
      await startOAuth1Api({
        credentials: OAUTH1,
        answer: ({ method, target, body }) => ({ status: 201, body: { method, target, body } }),
      }),
    );
    servers.auth = keep(await startAuthServer());
    servers.resource = keep(await startProtectedResource({ authServer: servers.auth }));
    servers.contextStore = keep(await startContextStore({ apiKeys: [MAVEN_API_KEY] }));
    servers.faulty = {} as Servers['faulty'];
    for (const [name, fault] of Object.entries(FAULTS)) {
      servers.faulty[name as keyof typeof FAULTS] = keep(await startFaultyServer(fault));
    }
  });
  afterAll(async () => {
    await Promise.all(all.map((server) => server.stop()));
  });
  return servers;
}
