import { REFUSING_URL } from '@lp-functions/testbed';
import { expect, it } from 'vitest';
import { scenario } from '../support/scenario.ts';
import { useServers } from '../support/servers.ts';

const servers = useServers();
const NAME = 'refresh_scheduler';

/** A person has just connected the account; the token works once. */
async function connected(tokenUrl: string, more: Record<string, string> = {}) {
  const { clientId, clientSecret } = servers.auth.clients.post;
  return {
    environment: { TOKEN_URL: tokenUrl, ...more },
    secrets: {
      clientId,
      clientSecret,
      refreshToken: await servers.auth.issueRefreshToken(clientId),
      accessToken: 'canary-of-the-first-token',
    } as Record<string, unknown>,
  };
}

scenario(NAME, 'refreshes and stores both tokens', async () => ({
  ...(await connected(servers.auth.tokenUrl)),
  expected: { result: { refreshed: [{ rotated: true }], skipped: [], failed: [] } },
  writes: ['accessToken', 'refreshToken'],
}));

scenario(NAME, 'refreshes and stores both tokens in one secret', async () => {
  const { environment, secrets } = await connected(servers.auth.tokenUrl, { TOKEN_STORAGE: 'single' });
  const { refreshToken, accessToken, ...client } = secrets;
  const tokenSet = { access_token: accessToken, refresh_token: refreshToken, expires_at: 0 };
  return {
    environment,
    secrets: { ...client, tokenSet },
    expected: { result: { refreshed: [{ rotated: true }], skipped: [], failed: [] } },
    writes: ['tokenSet'],
  };
});

scenario(NAME, 'skips a token that is still good', async () => {
  const { environment, secrets } = await connected(servers.auth.tokenUrl, {
    TOKEN_STORAGE: 'single',
    REFRESH_WITHIN_SECS: '600',
  });
  const { refreshToken, accessToken, ...client } = secrets;
  const tokenSet = { access_token: accessToken, refresh_token: refreshToken, expires_at: 4_000_000_000 };
  return {
    environment,
    secrets: { ...client, tokenSet },
    expected: { result: { refreshed: [], skipped: [{ expiresAt: expect.any(String) }], failed: [] } },
  };
});

/** Connections of one client, whose secrets bear their names. */
const many = async (names: readonly string[]) => {
  const { clientId, clientSecret } = servers.auth.clients.post;
  const group = {
    tokenUrl: servers.auth.tokenUrl,
    clientId: 'sharedId',
    clientSecret: 'sharedSecret',
    names,
  };
  const tokens = names.map(async (name) => [
    [`${name}_refreshToken`, await servers.auth.issueRefreshToken(clientId)],
    [`${name}_accessToken`, `canary-of-${name}`],
  ]);
  return {
    environment: { CONNECTIONS: 'connections' },
    secrets: {
      connections: [group],
      sharedId: clientId,
      sharedSecret: clientSecret,
      ...Object.fromEntries((await Promise.all(tokens)).flat()),
    } as Record<string, unknown>,
  };
};

scenario(NAME, 'refreshes many connections', async () => ({
  ...(await many(['acme', 'zeta'])),
  expected: { result: { refreshed: [{ connection: 'acme' }, { connection: 'zeta' }], failed: [] } },
  writes: ['acme_accessToken', 'acme_refreshToken', 'zeta_accessToken', 'zeta_refreshToken'],
}));

scenario(NAME, 'does the other connections when one has failed', async () => {
  const { environment, secrets } = await many(['acme', 'zeta']);
  return {
    environment,
    secrets: { ...secrets, acme_refreshToken: 'canary-of-a-dead-token' },
    expected: { code: 'REFRESH_FAILED: .*acme.*REAUTH_REQUIRED' },
    writes: ['zeta_accessToken', 'zeta_refreshToken'],
  };
});

scenario(NAME, 'a refresh token that is dead', async () => {
  const { environment, secrets } = await connected(servers.auth.tokenUrl);
  return {
    environment,
    secrets: { ...secrets, refreshToken: 'canary-of-a-dead-token' },
    expected: { code: 'REFRESH_FAILED: .*REAUTH_REQUIRED' },
  };
});

scenario(NAME, 'a client that the authorization server refuses', async () => {
  const { environment, secrets } = await connected(servers.auth.tokenUrl);
  return {
    environment,
    secrets: { ...secrets, clientSecret: 'canary-of-somebody-else' },
    expected: { code: 'REFRESH_FAILED: .*TOKEN_REJECTED' },
  };
});

scenario(NAME, 'a page for people instead of a token', async () => ({
  ...(await connected(servers.faulty.html.url)),
  expected: { code: 'REFRESH_FAILED: .*RESPONSE_INVALID' },
}));

scenario(NAME, 'a token endpoint where nobody listens', async () => ({
  ...(await connected(REFUSING_URL)),
  expected: { code: 'REFRESH_FAILED: .*NETWORK_ERROR' },
}));

scenario(NAME, 'a token endpoint that does not answer', async () => ({
  ...(await connected(servers.faulty.hanging.url, { REQUEST_TIMEOUT_MS: '400' })),
  expected: { code: 'REFRESH_FAILED: .*TIMEOUT' },
}));

scenario(NAME, 'a payload of the wrong form', async () => ({
  ...(await connected(servers.auth.tokenUrl)),
  payload: { connections: 'acme' },
  expected: { code: 'INPUT_INVALID' },
}));

scenario(NAME, 'a missing variable', async () => ({
  ...(await connected(servers.auth.tokenUrl)),
  environment: {},
  expected: { code: 'CONFIG_INVALID' },
}));

scenario(NAME, 'a missing secret', async () => {
  const { environment, secrets } = await connected(servers.auth.tokenUrl);
  const { refreshToken: _, ...others } = secrets;
  return { environment, secrets: others, expected: { code: '(REFRESH_FAILED: .*)?SECRET_NOT_FOUND' } };
});

it('no refresh token was sent twice after it had been rotated', () => {
  expect(servers.auth.events.reused).toBe(0);
});
