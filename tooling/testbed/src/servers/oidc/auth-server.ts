import type { IncomingMessage, ServerResponse } from 'node:http';
import { type LoopbackServer, listen, type RecordedRequest } from '@lp-functions/emulator';
import type Provider from 'oidc-provider';
import { createClients, type TestClients } from './clients.ts';
import { type AuthServerOptions, configuration, SCOPES } from './configuration.ts';
import { interact } from './interactions.ts';
import { loadProvider } from './provider.ts';
import { createTokenStorage } from './storage.ts';
import { answerOrFail, type TokenFault } from './token-faults.ts';

/** What happened to grants, counted. */
export interface GrantEvents {
  issued: number;
  refused: number;
  /** A refresh token that had been rotated was sent again, which revoked its grant. */
  reused: number;
  revoked: number;
}

export interface AuthServer extends LoopbackServer {
  readonly tokenUrl: string;
  readonly authorizationUrl: string;
  readonly deviceAuthorizationUrl: string;
  readonly clients: TestClients;
  readonly events: GrantEvents;
  /** Every access and refresh token it has given out, whether the answer arrived or not. */
  readonly minted: string[];
  /** Taken one for each request to the token endpoint; when empty, the server answers properly. */
  readonly faults: TokenFault[];
  /** A first refresh token, as if a person had just connected the account. */
  issueRefreshToken(clientId: string, scope?: string): Promise<string>;
  isAccessTokenValid(token: string): Promise<boolean>;
  /** Whether a refresh token can be used (once more). */
  isRefreshTokenValid(token: string): Promise<boolean>;
  /** Makes every access token invalid, as a revocation or a key change would. */
  revokeAccessTokens(): void;
}

/** `oidc-provider`, an implementation of OAuth 2.0 that is certified and not ours, on loopback. */
export async function startAuthServer(options: AuthServerOptions = {}): Promise<AuthServer> {
  const Provider = await loadProvider();
  const storage = createTokenStorage(options);
  const { clients, metadata } = await createClients();
  const faults: TokenFault[] = [];
  const requests: RecordedRequest[] = [];

  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  const server = await listen(requests, (request, response) =>
    answerOrFail(request, response, { requests, faults, handle }),
  );

  // The issuer holds the port, so the provider comes after it.
  const provider = new Provider(server.url, {
    ...configuration(options),
    adapter: storage.adapter,
    clients: metadata,
  });
  const callback = provider.callback();
  handle = async (request, response) => {
    if (!(await interact(provider, request, response))) await callback(request, response);
  };

  return {
    ...server,
    ...watch(provider),
    tokenUrl: `${server.url}/token`,
    authorizationUrl: `${server.url}/auth`,
    deviceAuthorizationUrl: `${server.url}/device/auth`,
    clients,
    faults,
    issueRefreshToken: (clientId, scope) => issueRefreshToken(provider, clientId, scope),
    async isAccessTokenValid(token) {
      return Boolean(
        (await provider.ClientCredentials.find(token)) ?? (await provider.AccessToken.find(token)),
      );
    },
    async isRefreshTokenValid(token) {
      const found = await provider.RefreshToken.find(token);
      return (
        found !== undefined &&
        !found.consumed &&
        (await provider.Grant.find(found.grantId ?? '')) !== undefined
      );
    },
    revokeAccessTokens: () => storage.forget('AccessToken', 'ClientCredentials'),
  };
}

/** Counts what happens to grants, and collects the tokens. */
function watch(provider: Provider): Pick<AuthServer, 'events' | 'minted'> {
  const events: GrantEvents = { issued: 0, refused: 0, reused: 0, revoked: 0 };
  const minted: string[] = [];
  provider.on('grant.success', ({ body }) => {
    events.issued += 1;
    const { access_token, refresh_token } = body as Record<string, string | undefined>;
    minted.push(...[access_token, refresh_token].filter((token) => token !== undefined));
  });
  provider.on('grant.revoked', () => {
    events.revoked += 1;
  });
  provider.on('grant.error', (_, error) => {
    events.refused += 1;
    if (error.error_detail === 'refresh token already used') events.reused += 1;
  });
  // Told apart from a refusal: a bug of the testbed.
  provider.on('server_error', (_, error) => {
    throw error;
  });
  return { events, minted };
}

async function issueRefreshToken(
  provider: Provider,
  clientId: string,
  scope = SCOPES.join(' '),
): Promise<string> {
  const client = await provider.Client.find(clientId);
  if (!client) throw new Error(`There is no client ${clientId}`);
  const grant = new provider.Grant({ accountId: 'merchant', clientId });
  grant.addOIDCScope(`offline_access ${scope}`);
  const token = new provider.RefreshToken({
    accountId: 'merchant',
    client,
    grantId: await grant.save(),
    gty: 'authorization_code',
    scope: `offline_access ${scope}`,
    expiresWithSession: false,
  });
  return token.save();
}
