import type { AuthorizationCodeProfile, ClientCredentialsProfile, TokenEndpoint } from '../types.ts';

export const hubspotTokens: TokenEndpoint = { tokenUrl: 'https://api.hubapi.com/oauth/2026-03/token' };

export const hubspot: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'hubspot',
  title: 'HubSpot',
  documentation: [
    'https://developers.hubspot.com/docs/api-reference/latest/authentication/manage-oauth-tokens',
    'https://developers.hubspot.com/docs/api-reference/legacy/authentication/oauth-tokens/v1/migration-guide',
  ],
  verified: false,
  missing:
    'how the 2026-03 endpoint words a dead refresh token (v1, which ends on 2027-02-16: BAD_REFRESH_TOKEN)',
  endpoint: hubspotTokens,
  authorizationUrl: 'https://app.hubspot.com/oauth/authorize',
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { secs: 1_800, told: 'expires_in' },
  refreshToken: { rotation: 'never' },
  deadGrants: ['BAD_REFRESH_TOKEN', 'invalid_grant'],
  notes: 'A refresh token lives until the app is uninstalled.',
};

const zohoTenant = {
  description: 'data centre: `com` (default), `eu`, `in`, `com.au`, `jp`, `com.cn`, `ca`, `sa`',
  example: 'eu',
};

export const zohoTokens: TokenEndpoint = {
  tokenUrl: 'https://accounts.zoho.{tenant}/oauth/v2/token',
  scopeSeparator: ',',
  tenant: 'com',
};

export const zoho: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'zoho',
  title: 'Zoho',
  documentation: [
    'https://www.zoho.com/assist/api/refresh-access-token.html',
    'https://www.zoho.com/crm/developer/docs/api/v8/refresh.html',
  ],
  tenant: zohoTenant,
  verified: true,
  endpoint: zohoTokens,
  authorizationUrl: 'https://accounts.zoho.{tenant}/oauth/v2/auth',
  authorizationParameters: { access_type: 'offline', prompt: 'consent' },
  pkce: 'undocumented',
  redirect: 'registered',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: { rotation: 'never', lifetime: 'until it is one of more than 20 of a user' },
  deadGrants: ['invalid_code'],
  notes: 'Errors come with status 200. `api_domain` in the answer is where the API is.',
};

const zendeskTenant = { description: 'subdomain', example: 'acme' };

export const zendeskTokens: TokenEndpoint = { tokenUrl: 'https://{tenant}.zendesk.com/oauth/tokens' };

export const zendesk: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'zendesk',
  title: 'Zendesk',
  documentation: [
    'https://developer.zendesk.com/api-reference/ticketing/oauth/grant_type_tokens/',
    'https://developer.zendesk.com/documentation/api-basics/authentication/refresh-token',
  ],
  tenant: zendeskTenant,
  verified: false,
  missing: 'that a form is taken as well as JSON, which is what the examples send; the lifetimes by default',
  endpoint: zendeskTokens,
  authorizationUrl: 'https://{tenant}.zendesk.com/oauth/authorizations/new',
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { told: 'expires_in' },
  refreshToken: { rotation: 'always' },
  deadGrants: ['invalid_grant'],
  notes: 'Callback URLs of http are taken for localhost and 127.0.0.1 only.',
};

export const zendeskClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'zendesk',
  title: 'Zendesk',
  documentation: [
    'https://developer.zendesk.com/documentation/api-basics/authentication/api-tokens-to-oauth/',
  ],
  tenant: zendeskTenant,
  verified: false,
  missing: 'that a form is taken as well as JSON; the lifetime by default',
  endpoint: zendeskTokens,
  lifetime: { told: 'expires_in' },
};

const serviceNowTenant = { description: 'name of the instance', example: 'acme' };

export const serviceNowTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.service-now.com/oauth_token.do',
};

export const serviceNow: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'servicenow',
  title: 'ServiceNow',
  documentation: [
    'https://www.servicenow.com/docs/r/yokohama/platform-security/authentication/r_OAuthAPIRequestParameters.html',
  ],
  tenant: serviceNowTenant,
  verified: false,
  missing: 'which error a dead refresh token gives; that redirects to loopback are taken',
  endpoint: serviceNowTokens,
  authorizationUrl: 'https://{tenant}.service-now.com/oauth_auth.do',
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { secs: 1_799, told: 'expires_in' },
  refreshToken: { rotation: 'never', lifetime: '100 days by default, not renewed by use' },
  deadGrants: ['invalid_grant'],
};

export const serviceNowClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'servicenow',
  title: 'ServiceNow',
  documentation: [
    'https://www.servicenow.com/docs/r/yokohama/platform-security/authentication/r_OAuthAPIRequestParameters.html',
  ],
  tenant: serviceNowTenant,
  verified: false,
  missing: 'the page that describes the grant; it has to be switched on by a system property',
  endpoint: serviceNowTokens,
  lifetime: { secs: 1_799, told: 'expires_in' },
  notes: 'Switched on by `glide.oauth.inbound.client.credential.grant_type.enabled`.',
};

export const pipedriveTokens: TokenEndpoint = {
  tokenUrl: 'https://oauth.pipedrive.com/oauth/token',
  clientAuth: 'client_secret_basic',
};

export const pipedrive: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'pipedrive',
  title: 'Pipedrive',
  documentation: ['https://pipedrive.readme.io/docs/marketplace-oauth-authorization'],
  verified: false,
  missing: 'whether redirects to this machine are taken',
  endpoint: pipedriveTokens,
  authorizationUrl: 'https://oauth.pipedrive.com/oauth/authorize',
  pkce: 'undocumented',
  redirect: 'registered',
  lifetime: { secs: 3_599, told: 'expires_in' },
  refreshToken: { rotation: 'never', lifetime: '60 days unused' },
  deadGrants: ['invalid_grant'],
  notes: '`api_domain` in the answer is where the API is. Scopes are those of the app.',
};
