/** For tools: what a person has to know of services, and how a profile becomes settings. */
export { profiles } from './profiles/index.ts';
export { resolveTokenEndpoint } from './resolve-token-endpoint.ts';
export { fill } from './template.ts';
export type {
  AuthorizationCodeProfile,
  ClientCredentialsProfile,
  JwtBearerProfile,
  OAuth1Profile,
  ProfileKind,
  ProviderProfile,
} from './types.ts';
