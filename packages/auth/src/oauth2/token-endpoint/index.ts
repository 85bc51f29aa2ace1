export type { Claims, SigningKey } from './assertion.ts';
export {
  type AuthenticatedClient,
  CLIENT_AUTHS,
  type ClientAuth,
  clientSecretName,
  type TokenClient,
} from './client-authentication.ts';
export { isDeadGrant } from './dead-grant.ts';
export {
  type ClientCredentialsRequest,
  clientCredentialsGrant,
  type Grant,
  type JwtBearerRequest,
  jwtBearerGrant,
  refreshTokenGrant,
} from './grants.ts';
export { requestToken, type TokenRequest } from './request.ts';
export type { TokenResponse, TokenResult } from './response.ts';
