export { type ClientCredentials, clientCredentials } from './client-credentials.ts';
export { type JwtBearer, jwtBearer } from './jwt-bearer.ts';
export type { SealedPlace } from './sealed-token.ts';
export { storedToken } from './stored-token.ts';
export { type StoredTokenSource, sendWithToken, type TokenSource } from './token-source.ts';
