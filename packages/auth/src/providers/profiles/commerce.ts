import type { AuthorizationCodeProfile, ClientCredentialsProfile, TokenEndpoint } from '../types.ts';

const shopifyTenant = { description: 'name of the shop', example: 'acme' };

export const shopifyTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.myshopify.com/admin/oauth/access_token',
  scopeSeparator: ',',
};

export const shopify: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'shopify',
  title: 'Shopify',
  documentation: [
    'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/offline-access-tokens',
    'https://shopify.dev/changelog/more-resilient-refreshes-for-expiring-offline-access-tokens',
  ],
  tenant: shopifyTenant,
  verified: false,
  missing: 'the error code of a dead refresh token, in the documentation of Shopify itself',
  endpoint: shopifyTokens,
  authorizationUrl: 'https://{tenant}.myshopify.com/admin/oauth/authorize',
  exchangeParameters: { expiring: '1' },
  pkce: 'undocumented',
  redirect: 'registered',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: {
    rotation: 'always',
    overlap: 'good until the new one is used, for 30 days at most',
    lifetime: '90 days (`refresh_token_expires_in`)',
  },
  deadGrants: ['invalid_grant'],
  notes:
    'The API takes the token in `X-Shopify-Access-Token`. Public apps must use expiring tokens from 2027 on.',
};

export const shopifyClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'shopify',
  title: 'Shopify',
  documentation: [
    'https://shopify.dev/docs/apps/build/authentication-authorization/access-tokens/client-credentials-grant',
  ],
  tenant: shopifyTenant,
  verified: true,
  endpoint: shopifyTokens,
  lifetime: { secs: 86_399, told: 'expires_in' },
  notes: 'For apps and shops of one organization. The API takes the token in `X-Shopify-Access-Token`.',
};

export const ebayTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.ebay.com/identity/v1/oauth2/token',
  clientAuth: 'client_secret_basic',
  tenant: 'api',
};

const ebayTenant = { description: '`api` (live, the default) or `api.sandbox`', example: 'api.sandbox' };

export const ebay: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'ebay',
  title: 'eBay',
  documentation: [
    'https://developer.ebay.com/api-docs/static/oauth-refresh-token-request.html',
    'https://developer.ebay.com/api-docs/static/oauth-auth-code-grant-request.html',
  ],
  tenant: ebayTenant,
  verified: false,
  missing: 'the lifetime and rotation of refresh tokens and the error code of a dead one',
  endpoint: ebayTokens,
  authorizationUrl: 'https://auth.ebay.com/oauth2/authorize',
  pkce: 'undocumented',
  redirect: 'https_only',
  lifetime: { secs: 7_200, told: 'expires_in' },
  refreshToken: { rotation: 'never', lifetime: '18 months (`refresh_token_expires_in`)' },
  deadGrants: ['invalid_grant'],
  notes:
    'As redirect URI goes the RuName, a name that eBay gives to the registered URL. The sandbox has another authorization URL: https://auth.sandbox.ebay.com/oauth2/authorize.',
};

export const ebayClientTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.ebay.com/identity/v1/oauth2/token',
  clientAuth: 'client_secret_basic',
  scope: 'https://api.ebay.com/oauth/api_scope',
  tenant: 'api',
};

export const ebayClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'ebay',
  title: 'eBay',
  documentation: ['https://developer.ebay.com/api-docs/static/oauth-client-credentials-grant.html'],
  tenant: ebayTenant,
  verified: false,
  missing: 'that the scope is granted to every application; the lifetime of application tokens',
  endpoint: ebayClientTokens,
  lifetime: { secs: 7_200, told: 'expires_in' },
};

export const amazonTokens: TokenEndpoint = { tokenUrl: 'https://api.amazon.com/auth/o2/token' };

export const amazon: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'amazon',
  title: 'Login with Amazon (Selling Partner API, Advertising)',
  documentation: [
    'https://developer-docs.amazon.com/sp-api/docs/connecting-to-the-selling-partner-api',
    'https://developer.amazon.com/docs/login-with-amazon/authorization-code-grant.html',
  ],
  verified: false,
  missing: 'the error code of a dead refresh token',
  endpoint: amazonTokens,
  authorizationUrl: 'https://www.amazon.com/ap/oa',
  pkce: 'supported',
  redirect: 'https_only',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: { rotation: 'never' },
  deadGrants: ['invalid_grant'],
  notes: 'The Selling Partner API takes the token in `x-amz-access-token`.',
};

const commercetoolsTenant = { description: 'region and cloud', example: 'europe-west1.gcp' };

export const commercetoolsTokens: TokenEndpoint = {
  tokenUrl: 'https://auth.{tenant}.commercetools.com/oauth/token',
  clientAuth: 'client_secret_basic',
};

export const commercetoolsClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'commercetools',
  title: 'commercetools',
  // The page could be read in part only: the specification and the SDK say the rest.
  documentation: [
    'https://docs.commercetools.com/api/authorization',
    'https://github.com/commercetools/commercetools-api-reference/blob/main/api-specs/api/securitySchemes/oauth2.raml',
    'https://github.com/commercetools/commercetools-sdk-typescript/blob/master/packages/sdk-client-v3/src/middleware/auth-middleware/auth-request-builder.ts',
  ],
  tenant: commercetoolsTenant,
  verified: true,
  endpoint: commercetoolsTokens,
  lifetime: { told: 'expires_in' },
  notes:
    'Scopes end with the key of the project, e.g. `view_orders:acme`. The lifetime is set for each API client.',
};

const upsTenant = {
  description: '`onlinetools` (live, the default) or `wwwcie` (test)',
  example: 'wwwcie',
};

export const upsTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.ups.com/security/v1/oauth/token',
  clientAuth: 'client_secret_basic',
  tenant: 'onlinetools',
};

export const upsClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'ups',
  title: 'UPS',
  documentation: [
    'https://developer.ups.com/api/reference/oauth/client-credentials',
    'https://github.com/UPS-API/api-documentation/blob/main/OAuthClientCredentials.yaml',
  ],
  tenant: upsTenant,
  verified: true,
  endpoint: upsTokens,
  lifetime: { secs: 14_400, told: 'expires_in' },
  notes: '`expires_in` comes as text.',
};

const fedexTenant = { description: '`apis` (live, the default) or `apis-sandbox`', example: 'apis-sandbox' };

export const fedexTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.fedex.com/oauth/token',
  tenant: 'apis',
};

export const fedexClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'fedex',
  title: 'FedEx',
  documentation: [
    'https://developer.fedex.com/api/en-us/catalog/authorization/docs.html',
    'https://developer.fedex.com/api/en-us/guides/best-practices.html',
  ],
  tenant: fedexTenant,
  verified: true,
  endpoint: fedexTokens,
  lifetime: { secs: 3_600, told: 'expires_in' },
};
