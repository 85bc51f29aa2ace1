export { CLIENT_AUTHS, type ClientAuth, clientSecretName, type TokenClient } from './oauth2/client-auth.ts';
export { requestToken, type TokenGrant, type TokenSet } from './oauth2/token-endpoint.ts';
