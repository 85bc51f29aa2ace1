import type { AuthorizationCodeProfile, ClientCredentialsProfile, TokenEndpoint } from '../types.ts';

const auth0Tenant = {
  description: 'domain of the tenant, or its custom domain',
  example: 'acme.eu.auth0.com',
};

export const auth0Tokens: TokenEndpoint = { tokenUrl: 'https://{tenant}/oauth/token' };

export const auth0: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'auth0',
  title: 'Auth0',
  documentation: [
    'https://auth0.com/docs/secure/tokens/refresh-tokens/use-refresh-tokens',
    'https://auth0.com/docs/secure/tokens/refresh-tokens/configure-refresh-token-rotation',
    'https://auth0.com/docs/flows/concepts/device-auth',
  ],
  tenant: auth0Tenant,
  verified: true,
  endpoint: auth0Tokens,
  authorizationUrl: 'https://{tenant}/authorize',
  refreshScope: 'offline_access',
  pkce: 'supported',
  redirect: 'registered',
  deviceAuthorizationUrl: 'https://{tenant}/oauth/device/code',
  lifetime: { secs: 86_400, told: 'expires_in' },
  refreshToken: { rotation: 'optional', overlap: 'good for the overlap period that is set' },
  deadGrants: ['invalid_grant'],
  notes: 'The API is named with `audience`, in the request that a person answers.',
};

export const auth0Client: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'auth0',
  title: 'Auth0',
  documentation: ['https://auth0.com/docs/secure/tokens/access-tokens/get-access-tokens'],
  tenant: auth0Tenant,
  verified: true,
  endpoint: auth0Tokens,
  lifetime: { secs: 86_400, told: 'expires_in' },
  notes: 'Needs `OAUTH2_AUDIENCE`, the identifier of the API.',
};

const oktaTenant = {
  description: 'domain and path of the authorization server',
  example: 'acme.okta.com/oauth2/default` or, of the organization, `acme.okta.com/oauth2',
};

export const oktaTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}/v1/token',
  clientAuth: 'client_secret_basic',
};

export const okta: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'okta',
  title: 'Okta',
  documentation: [
    'https://developer.okta.com/docs/guides/refresh-tokens/main/',
    'https://developer.okta.com/docs/guides/device-authorization-grant/main/',
    'https://developer.okta.com/docs/reference/api/oidc/',
  ],
  tenant: oktaTenant,
  verified: true,
  endpoint: oktaTokens,
  authorizationUrl: 'https://{tenant}/v1/authorize',
  refreshScope: 'offline_access',
  pkce: 'supported',
  redirect: 'registered',
  deviceAuthorizationUrl: 'https://{tenant}/v1/device/authorize',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: {
    rotation: 'optional',
    overlap: 'good for 30 s more, 0 to 60 can be set',
    lifetime: '7 days unused by default',
  },
  deadGrants: ['invalid_grant'],
  notes: 'The device flow is for clients of the type "Native" only.',
};

export const oktaClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'okta',
  title: 'Okta',
  documentation: [
    'https://developer.okta.com/docs/guides/implement-grant-type/clientcreds/main/',
    'https://developer.okta.com/docs/guides/implement-oauth-for-okta-serviceapp/main/',
  ],
  tenant: oktaTenant,
  verified: true,
  endpoint: oktaTokens,
  lifetime: { secs: 3_600, told: 'expires_in' },
  notes:
    'Needs a scope of the authorization server. Tokens for the APIs of Okta itself come from the organization and take `private_key_jwt` only.',
};

const keycloakTenant = { description: 'host and path of the realm', example: 'id.example.com/realms/acme' };

export const keycloakTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}/protocol/openid-connect/token',
  clientAuth: 'client_secret_basic',
};

export const keycloak: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'keycloak',
  title: 'Keycloak',
  documentation: [
    'https://www.keycloak.org/securing-apps/oidc-layers',
    'https://www.keycloak.org/docs/latest/server_admin/#_offline-access',
    'https://www.keycloak.org/docs/latest/server_admin/#_timeouts',
  ],
  tenant: keycloakTenant,
  verified: true,
  endpoint: keycloakTokens,
  authorizationUrl: 'https://{tenant}/protocol/openid-connect/auth',
  refreshScope: 'offline_access',
  pkce: 'supported',
  redirect: 'registered',
  deviceAuthorizationUrl: 'https://{tenant}/protocol/openid-connect/auth/device',
  lifetime: { secs: 300, told: 'expires_in' },
  refreshToken: { rotation: 'optional', lifetime: '30 days unused for offline tokens' },
  deadGrants: ['invalid_grant'],
};

export const keycloakClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'keycloak',
  title: 'Keycloak',
  documentation: [
    'https://www.keycloak.org/docs/latest/server_admin/#_service_accounts',
    'https://www.keycloak.org/securing-apps/oidc-layers',
  ],
  tenant: keycloakTenant,
  verified: true,
  endpoint: keycloakTokens,
  lifetime: { secs: 300, told: 'expires_in' },
  notes: 'The client needs "Service account roles".',
};

const cognitoTenant = { description: 'domain prefix and region', example: 'acme.auth.eu-west-1' };

export const cognitoTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.amazoncognito.com/oauth2/token',
  clientAuth: 'client_secret_basic',
};

export const cognitoClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'cognito',
  title: 'Amazon Cognito',
  documentation: ['https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html'],
  tenant: cognitoTenant,
  verified: true,
  endpoint: cognitoTokens,
  lifetime: { secs: 3_600, told: 'expires_in' },
  notes: 'Custom scopes of a resource server only.',
};

export const cognito: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'cognito',
  title: 'Amazon Cognito',
  documentation: [
    'https://docs.aws.amazon.com/cognito/latest/developerguide/token-endpoint.html',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/authorization-endpoint.html',
    'https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-the-refresh-token.html',
  ],
  tenant: cognitoTenant,
  verified: true,
  endpoint: cognitoTokens,
  authorizationUrl: 'https://{tenant}.amazoncognito.com/oauth2/authorize',
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: {
    rotation: 'optional',
    overlap: 'good for up to 60 s more, as set',
    lifetime: '30 days by default',
  },
  deadGrants: ['invalid_grant'],
  notes: 'Callback URLs of http are taken for localhost only.',
};
