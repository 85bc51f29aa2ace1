import { type AuthServer, startAuthServer } from '@lp-functions/testbed';
import type { Subject } from '@lp-functions/testbed/e2e';

export interface World {
  auth: AuthServer;
}

/** The secrets of a client that has just been connected. */
export async function connected({ auth }: World, prefix = ''): Promise<Record<string, string>> {
  const { clientId, clientSecret } = auth.clients.post;
  return {
    [`${prefix}clientId`]: clientId,
    [`${prefix}clientSecret`]: clientSecret,
    [`${prefix}refreshToken`]: await auth.issueRefreshToken(clientId),
    [`${prefix}accessToken`]: 'canary-of-the-first-access-token',
  };
}

export const refreshScheduler: Subject<World> = {
  name: 'refresh_scheduler',
  world: async (keep) => ({ auth: await keep(startAuthServer()) }),
  given: async (world) => ({
    env: { TOKEN_URL: world.auth.tokenUrl },
    secrets: await connected(world),
    payload: {},
  }),
};

/** The same with both tokens in one secret. */
export const singleRefreshScheduler: Subject<World> = {
  ...refreshScheduler,
  given: async (world) => {
    const { refreshToken, accessToken, ...client } = await connected(world);
    return {
      env: { TOKEN_URL: world.auth.tokenUrl, TOKEN_STORAGE: 'single' },
      secrets: {
        ...client,
        tokenSet: { access_token: accessToken, refresh_token: refreshToken, expires_at: 1 },
      },
      payload: {},
    };
  },
};
