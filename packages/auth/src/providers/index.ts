export {
  type OAuth1Settings,
  oauth1NeedsOf,
  type ResolvedOAuth1Signing,
  resolveOAuth1Signing,
} from './resolve-oauth1-signing.ts';
export {
  entryOf,
  OAUTH2_SETTING_NAMES,
  type ResolvedTokenEndpoint,
  resolveTokenEndpoint,
  type SettingNames,
  type TokenEndpointSettings,
} from './resolve-token-endpoint.ts';
export {
  clientCredentialsEndpoints,
  jwtBearerEndpoints,
  oauth1Signings,
  refreshEndpoints,
} from './tables.ts';
export type { JwtBearerEndpoint, OAuth1Signing, TokenEndpoint } from './types.ts';
