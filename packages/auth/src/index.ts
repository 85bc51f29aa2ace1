export { CLIENT_AUTHS, type ClientAuth, clientSecretName, type TokenClient } from './oauth2/client-auth.ts';
export { type ClientCredentials, clientCredentials } from './oauth2/client-credentials.ts';
export { storedToken } from './oauth2/stored-token.ts';
export { requestToken, type TokenGrant, type TokenSet } from './oauth2/token-endpoint.ts';
export { sendWithToken, type TokenSource } from './oauth2/token-source.ts';
