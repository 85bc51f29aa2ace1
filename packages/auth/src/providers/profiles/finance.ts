import type { AuthorizationCodeProfile, ClientCredentialsProfile, TokenEndpoint } from '../types.ts';

export const xeroTokens: TokenEndpoint = {
  tokenUrl: 'https://identity.xero.com/connect/token',
  clientAuth: 'client_secret_basic',
};

export const xero: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'xero',
  title: 'Xero',
  documentation: [
    'https://developer.xero.com/documentation/guides/oauth2/auth-flow/',
    'https://developer.xero.com/documentation/guides/oauth2/token-types',
    'https://developer.xero.com/faq/oauth2',
  ],
  verified: false,
  missing: 'that clients authenticate in the header (SDKs of Xero send id and secret in the form)',
  endpoint: xeroTokens,
  authorizationUrl: 'https://login.xero.com/identity/connect/authorize',
  refreshScope: 'offline_access',
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { secs: 1_800, told: 'expires_in' },
  refreshToken: { rotation: 'always', overlap: 'good for 30 minutes more', lifetime: '60 days unused' },
  deadGrants: ['invalid_grant'],
};

export const xeroClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'xero',
  title: 'Xero custom connections',
  documentation: [
    'https://developer.xero.com/documentation/guides/oauth2/custom-connections/',
    'https://developer.xero.com/faq/custom-integration',
  ],
  verified: false,
  missing: 'that clients authenticate in the header (SDKs of Xero send id and secret in the form)',
  endpoint: xeroTokens,
  lifetime: { secs: 1_800, told: 'expires_in' },
};

export const quickbooksTokens: TokenEndpoint = {
  tokenUrl: 'https://oauth.platform.intuit.com/oauth2/v1/tokens/bearer',
  clientAuth: 'client_secret_basic',
};

export const quickbooks: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'quickbooks',
  title: 'QuickBooks Online',
  documentation: [
    'https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/oauth-2.0',
    'https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/faq',
    'https://developer.intuit.com/app/developer/qbo/docs/develop/authentication-and-authorization/set-redirect-uri',
  ],
  verified: false,
  missing:
    'the token request itself; its address and `client_secret_basic` are from copies of the discovery document',
  endpoint: quickbooksTokens,
  authorizationUrl: 'https://appcenter.intuit.com/connect/oauth2',
  pkce: 'undocumented',
  redirect: 'https_only',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: {
    rotation: 'optional',
    lifetime:
      'its value changes about every 24 hours; 100 days unused, 5 years at most (`x_refresh_token_expires_in`)',
  },
  deadGrants: ['invalid_grant'],
  notes:
    'Development keys take http://localhost, production keys want https. `realmId`, the company, comes with the redirect.',
};

const paypalTenant = {
  description: '`api-m` (live, the default) or `api-m.sandbox`',
  example: 'api-m.sandbox',
};

export const paypalTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.paypal.com/v1/oauth2/token',
  clientAuth: 'client_secret_basic',
  tenant: 'api-m',
};

export const paypalClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'paypal',
  title: 'PayPal',
  documentation: [
    'https://developer.paypal.com/api/rest/authentication/',
    'https://developer.paypal.com/limited-release/commerce-platform/v2/develop/urls',
  ],
  tenant: paypalTenant,
  verified: true,
  endpoint: paypalTokens,
  lifetime: { told: 'expires_in' },
};

const sapTenant = {
  description: '`url` of the service key without `https://` and `.hana.ondemand.com`',
  example: 'acme.authentication.eu10',
};

export const sapTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.hana.ondemand.com/oauth/token',
  clientAuth: 'client_secret_basic',
};

export const sapClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'sap',
  title: 'SAP BTP (XSUAA)',
  documentation: [
    'https://help.sap.com/docs/btp/sap-business-technology-platform/retrieve-access-token-with-client-credentials',
  ],
  tenant: sapTenant,
  verified: false,
  missing: 'the address of the page of the documentation',
  endpoint: sapTokens,
  lifetime: { secs: 43_199, told: 'expires_in' },
  notes: '`clientid` and `clientsecret` of the service key.',
};
