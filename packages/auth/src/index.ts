export {
  type OAuth1Credentials,
  readOAuth1Credentials,
  SIGNATURE_METHODS,
  type SignableRequest,
  type SignatureMethod,
  type SignedRequest,
  type SignOptions,
  signRequest,
  TOKEN_NEEDS,
  type TokenNeed,
  usesRsa,
} from './oauth1/index.ts';
export { type ConnectionSettings, readConnections } from './oauth2/connections.ts';
export { type Connection, type Outcome, refreshConnection } from './oauth2/refresh-connection.ts';
export { refreshConnections } from './oauth2/refresh-connections.ts';
export { TOKEN_STORAGES, type TokenLocation } from './oauth2/stored-tokens.ts';
export {
  CLIENT_AUTHS,
  type ClientAuth,
  clientCredentialsGrant,
  clientSecretName,
  isDeadGrant,
  jwtBearerGrant,
  refreshTokenGrant,
  requestToken,
  type TokenClient,
  type TokenRequest,
  type TokenResponse,
  type TokenResult,
} from './oauth2/token-endpoint/index.ts';
export {
  type ClientCredentials,
  clientCredentials,
  type JwtBearer,
  jwtBearer,
  sendWithToken,
  storedToken,
  type TokenSource,
} from './oauth2/use/index.ts';
export {
  clientCredentialsEndpoints,
  entryOf,
  type JwtBearerEndpoint,
  jwtBearerEndpoints,
  type OAuth1Settings,
  type OAuth1Signing,
  oauth1NeedsOf,
  oauth1Signings,
  type ResolvedOAuth1Signing,
  type ResolvedTokenEndpoint,
  refreshEndpoints,
  resolveOAuth1Signing,
  resolveTokenEndpoint,
  type SettingNames,
  type TokenEndpoint,
  type TokenEndpointSettings,
} from './providers/index.ts';
