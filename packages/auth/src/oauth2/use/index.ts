export { type ClientCredentials, clientCredentials } from './client-credentials.ts';
export { type JwtBearer, jwtBearer } from './jwt-bearer.ts';
export { type StoredTokenSource, storedToken } from './stored-token.ts';
export { sendWithToken, type TokenSource } from './token-source.ts';
