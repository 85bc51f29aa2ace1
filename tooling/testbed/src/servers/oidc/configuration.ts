import { generateKeyPairSync, randomBytes } from 'node:crypto';
import type { Configuration, JWK } from 'oidc-provider';

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

/** What the provider is told, apart from its clients and where it keeps tokens. */
export function configuration({
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
