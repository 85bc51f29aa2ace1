import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { IncomingMessage, type ServerResponse } from 'node:http';
import {
  type Answer,
  type LoopbackServer,
  listen,
  type RecordedRequest,
  record,
  send,
} from '@lp-functions/emulator';
import type { Configuration, JWK } from 'oidc-provider';
import { createClients, type TestClients } from './clients.ts';
import { interact } from './interactions.ts';
import { loadProvider } from './provider.ts';
import { createTokenStorage } from './storage.ts';

export const SCOPES = ['orders.read', 'orders.write'];

export interface AuthServerOptions {
  /** @default 300 */
  accessTokenTtlSecs?: number;
  /** @default 86400 */
  refreshTokenTtlSecs?: number;
  /** Whether a refresh gives a new refresh token and consumes the old one. @default true */
  rotate?: boolean;
  /**
   * Whether a refresh token that was replaced stays good until its successor is used, as Auth0's and Okta's do when
   * told so. Whoever sends it after that loses the grant. @default false
   */
  hasGrace?: boolean;
}

/**
 * - `lose-request`: the connection is cut before the server looks at the request.
 * - `lose-response`: the server does what was asked, and the connection is cut before its answer.
 * - `hang`: no answer.
 * - an answer: this instead of the server's own.
 */
export type TokenFault = 'lose-request' | 'lose-response' | 'hang' | Answer;

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
  const events: GrantEvents = { issued: 0, refused: 0, reused: 0, revoked: 0 };
  const minted: string[] = [];
  const faults: TokenFault[] = [];
  const requests: RecordedRequest[] = [];

  let handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>;
  const server = await listen(requests, async (request, response) => {
    const { recorded, raw } = await record(request, requests);
    const fault = recorded.target.startsWith('/token') ? faults.shift() : undefined;
    if (fault === 'hang') return;
    if (fault === 'lose-request') {
      request.socket.destroy();
      return;
    }
    if (typeof fault === 'object') {
      send(response, fault);
    } else {
      if (fault === 'lose-response') cutInsteadOfEnd(response);
      await handle(replay(request, raw), response);
    }
    recorded.status = response.statusCode;
  });

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

  return {
    ...server,
    tokenUrl: `${server.url}/token`,
    authorizationUrl: `${server.url}/auth`,
    deviceAuthorizationUrl: `${server.url}/device/auth`,
    clients,
    events,
    minted,
    faults,
    async issueRefreshToken(clientId, scope = SCOPES.join(' ')) {
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
    },
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

function configuration({
  accessTokenTtlSecs = 300,
  refreshTokenTtlSecs = 86_400,
  rotate = true,
}: AuthServerOptions): Configuration {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    jwks: {
      keys: [{ ...privateKey.export({ format: 'jwk' }), kid: 'server', use: 'sig', alg: 'ES256' } as JWK],
    },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    scopes: ['openid', 'offline_access', ...SCOPES],
    interactions: { url: (_, { uid }) => `/interaction/${uid}` },
    findAccount: async (_, accountId) => ({ accountId, claims: async () => ({ sub: accountId }) }),
    rotateRefreshToken: rotate,
    ttl: {
      AccessToken: accessTokenTtlSecs,
      ClientCredentials: accessTokenTtlSecs,
      RefreshToken: refreshTokenTtlSecs,
      Grant: refreshTokenTtlSecs,
    },
    features: {
      devInteractions: { enabled: false },
      deviceFlow: { enabled: true },
      clientCredentials: { enabled: true },
      introspection: { enabled: true },
      revocation: { enabled: true },
      resourceIndicators: {
        enabled: true,
        getResourceServerInfo: async () => ({
          scope: SCOPES.join(' '),
          accessTokenTTL: accessTokenTtlSecs,
          accessTokenFormat: 'opaque',
        }),
      },
    },
  };
}

/** Lets everything happen that leads to an answer, but not the answer. */
function cutInsteadOfEnd(response: ServerResponse): void {
  response.end = () => {
    response.socket?.destroy();
    return response;
  };
}

/** The request again, for the provider, after its body has been read for the record. */
function replay(request: IncomingMessage, raw: Buffer): IncomingMessage {
  const { headers, httpVersion, httpVersionMajor, httpVersionMinor, method, rawHeaders, url } = request;
  const again = new IncomingMessage(request.socket);
  again.push(raw);
  again.push(null);
  // Else its end would close the socket.
  again.complete = true;
  return Object.assign(again, {
    headers,
    httpVersion,
    httpVersionMajor,
    httpVersionMinor,
    method,
    rawHeaders,
    url,
  });
}
