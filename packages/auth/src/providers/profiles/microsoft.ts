import type { AuthorizationCodeProfile, ClientCredentialsProfile, TokenEndpoint } from '../types.ts';

const tenant = { description: 'directory (tenant) ID or a verified domain', example: 'acme.onmicrosoft.com' };

export const microsoftTokens: TokenEndpoint = {
  tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
};

export const microsoft: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'microsoft',
  title: 'Microsoft Entra ID',
  documentation: [
    'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow',
    'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-device-code',
    'https://learn.microsoft.com/en-us/entra/identity-platform/refresh-tokens',
    'https://learn.microsoft.com/en-us/entra/identity-platform/access-tokens',
    'https://learn.microsoft.com/en-us/entra/identity-platform/reply-url',
  ],
  tenant,
  verified: true,
  endpoint: microsoftTokens,
  authorizationUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/authorize',
  refreshScope: 'offline_access',
  pkce: 'supported',
  redirect: 'any_port',
  deviceAuthorizationUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/devicecode',
  lifetime: { told: 'expires_in' },
  refreshToken: { rotation: 'always', overlap: 'is not revoked', lifetime: '90 days' },
  deadGrants: ['invalid_grant', 'interaction_required'],
  notes:
    'Register http://localhost: its port is ignored. The lifetime of access tokens is drawn between 60 and 90 minutes.',
};

export const microsoftClientTokens: TokenEndpoint = {
  tokenUrl: 'https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token',
  scope: 'https://graph.microsoft.com/.default',
};

export const microsoftClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'microsoft',
  title: 'Microsoft Entra ID',
  documentation: [
    'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow',
    'https://learn.microsoft.com/en-us/entra/identity-platform/certificate-credentials',
  ],
  tenant,
  verified: true,
  endpoint: microsoftClientTokens,
  lifetime: { secs: 3_599, told: 'expires_in' },
  notes:
    'The scope is the API followed by `/.default`, for Dynamics 365 `https://acme.crm.dynamics.com/.default`. With a certificate: `OAUTH2_CLIENT_AUTH=private_key_jwt`, the key as JWK with `x5t#S256` and `alg` PS256.',
};
