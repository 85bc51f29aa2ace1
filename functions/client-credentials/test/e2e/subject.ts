import type { LoopbackServer } from '@lp-functions/emulator';
import { type AuthServer, startAuthServer, startProtectedResource } from '@lp-functions/testbed';
import type { Subject } from '@lp-functions/testbed/e2e';

export interface World {
  auth: AuthServer;
  resource: LoopbackServer;
}

export const clientCredentials: Subject<World> = {
  name: 'client_credentials',
  async world(keep) {
    const auth = await keep(startAuthServer());
    return { auth, resource: await keep(startProtectedResource({ authServer: auth })) };
  },
  given: ({ auth, resource }) => ({
    env: { TOKEN_URL: auth.tokenUrl, RESOURCE_URL: `${resource.url}/orders` },
    secrets: { clientId: auth.clients.post.clientId, clientSecret: auth.clients.post.clientSecret },
    payload: {},
  }),
};
