import type { AuthorizationCodeProfile, ClientCredentialsProfile, TokenEndpoint } from '../types.ts';

const genesysTenant = {
  description: 'domain of the region; `mypurecloud.com` by default',
  example: 'mypurecloud.de',
};

export const genesysTokens: TokenEndpoint = {
  tokenUrl: 'https://login.{tenant}/oauth/token',
  clientAuth: 'client_secret_basic',
  tenant: 'mypurecloud.com',
};

export const genesysClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'genesys',
  title: 'Genesys Cloud',
  documentation: ['https://developer.genesys.cloud/authorization/platform-auth/use-client-credentials'],
  tenant: genesysTenant,
  verified: false,
  missing:
    'everything in the pages of Genesys itself, which were not found; others show the endpoint and Basic authentication',
  endpoint: genesysTokens,
  lifetime: { secs: 86_399, told: 'expires_in' },
  notes: 'Scopes are the roles of the client; none is sent.',
};

export const zoomTokens: TokenEndpoint = {
  tokenUrl: 'https://zoom.us/oauth/token',
  clientAuth: 'client_secret_basic',
};

export const zoom: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'zoom',
  title: 'Zoom',
  documentation: ['https://developers.zoom.us/docs/integrations/oauth/'],
  verified: false,
  missing:
    'whether redirects to this machine are taken; how long refresh tokens live (90 days, formerly 15 years)',
  endpoint: zoomTokens,
  authorizationUrl: 'https://zoom.us/oauth/authorize',
  pkce: 'supported',
  redirect: 'https_only',
  deviceAuthorizationUrl: 'https://zoom.us/oauth/devicecode',
  lifetime: { secs: 3_599, told: 'expires_in' },
  refreshToken: { rotation: 'always', lifetime: '90 days' },
  deadGrants: ['invalid_grant'],
  notes: 'The last refresh token has to be used: older ones end.',
};

const zoomTenant = { description: 'account ID of the app', example: 'AbCdEfGhIjKl' };

export const zoomAccountTokens: TokenEndpoint = {
  tokenUrl: 'https://zoom.us/oauth/token',
  clientAuth: 'client_secret_basic',
  grantType: 'account_credentials',
  extra: { account_id: '{tenant}' },
};

export const zoomAccount: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'zoom',
  title: 'Zoom server-to-server',
  documentation: ['https://developers.zoom.us/docs/internal-apps/s2s-oauth/'],
  tenant: zoomTenant,
  verified: true,
  endpoint: zoomAccountTokens,
  lifetime: { secs: 3_600, told: 'expires_in' },
};

const ringCentralTenant = {
  description: '`platform` (live, the default) or `platform.devtest`',
  example: 'platform.devtest',
};

export const ringCentralTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.ringcentral.com/restapi/oauth/token',
  clientAuth: 'client_secret_basic',
  tenant: 'platform',
};

export const ringCentral: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'ringcentral',
  title: 'RingCentral',
  documentation: [
    'https://developers.ringcentral.com/guide/authentication/refresh-tokens',
    'https://developers.ringcentral.com/guide/authentication/auth-code-flow',
  ],
  tenant: ringCentralTenant,
  verified: false,
  missing:
    'the error code of a dead refresh token; whether the sandbox `platform.devtest` still exists: others say that it is gone',
  endpoint: ringCentralTokens,
  authorizationUrl: 'https://{tenant}.ringcentral.com/restapi/oauth/authorize',
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: { rotation: 'always', lifetime: '7 days (`refresh_token_expires_in`)' },
  deadGrants: ['invalid_grant'],
  notes: 'A refresh token lives for a week only: run the schedule daily at least.',
};

export const webexTokens: TokenEndpoint = { tokenUrl: 'https://webexapis.com/v1/access_token' };

export const webex: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'webex',
  title: 'Webex',
  documentation: ['https://developer.webex.com/docs/integrations'],
  verified: false,
  missing: 'the error code of a dead refresh token',
  endpoint: webexTokens,
  authorizationUrl: 'https://webexapis.com/v1/authorize',
  pkce: 'supported',
  redirect: 'registered',
  deviceAuthorizationUrl: 'https://webexapis.com/v1/device/authorize',
  lifetime: { secs: 1_209_599, told: 'expires_in' },
  refreshToken: { rotation: 'never', lifetime: '90 days, renewed by use (`refresh_token_expires_in`)' },
  deadGrants: ['invalid_grant'],
  notes: 'Scopes are those of the integration.',
};
