export {
  type OAuth1Credentials,
  readOAuth1Credentials,
  SIGNATURE_METHODS,
  type SignableRequest,
  type SignatureMethod,
  type SignedRequest,
  type SignOptions,
  signRequest,
} from './oauth1/index.ts';
export { CLIENT_AUTHS, type ClientAuth, clientSecretName, type TokenClient } from './oauth2/client-auth.ts';
export { type ClientCredentials, clientCredentials } from './oauth2/client-credentials.ts';
export { type ConnectionSettings, readConnections } from './oauth2/connections.ts';
export { type Connection, type Outcome, refreshConnection } from './oauth2/refresh-connection.ts';
export { refreshConnections } from './oauth2/refresh-connections.ts';
export { storedToken } from './oauth2/stored-token.ts';
export { TOKEN_STORAGES, type TokenLocation } from './oauth2/stored-tokens.ts';
export { requestToken, type TokenGrant, type TokenSet } from './oauth2/token-endpoint.ts';
export { sendWithToken, type TokenSource } from './oauth2/token-source.ts';
