import type {
  AuthorizationCodeProfile,
  ClientCredentialsProfile,
  JwtBearerEndpoint,
  JwtBearerProfile,
  TokenEndpoint,
} from '../types.ts';

export const dropboxTokens: TokenEndpoint = { tokenUrl: 'https://api.dropboxapi.com/oauth2/token' };

export const dropbox: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'dropbox',
  title: 'Dropbox',
  documentation: [
    'https://developers.dropbox.com/oauth-guide',
    'https://dropbox.tech/developers/using-oauth-2-0-with-offline-access',
    'https://www.dropbox.com/developers/documentation/http/documentation#oauth2-token',
  ],
  verified: false,
  missing: 'the token request: its address, and that id and secret may stand in the form; rotation',
  endpoint: dropboxTokens,
  authorizationUrl: 'https://www.dropbox.com/oauth2/authorize',
  authorizationParameters: { token_access_type: 'offline' },
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { secs: 14_400, told: 'expires_in' },
  refreshToken: { rotation: 'never' },
  deadGrants: ['invalid_grant'],
};

export const boxTokens: TokenEndpoint = { tokenUrl: 'https://api.box.com/oauth2/token' };

export const box: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'box',
  title: 'Box',
  documentation: [
    'https://developer.box.com/guides/authentication/tokens/refresh/',
    'https://developer.box.com/guides/authentication/tokens/access-tokens/',
    'https://developer.box.com/guides/authentication/oauth2/without-sdk/',
  ],
  verified: true,
  endpoint: boxTokens,
  authorizationUrl: 'https://account.box.com/api/oauth2/authorize',
  pkce: 'undocumented',
  redirect: 'registered',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: { rotation: 'always', lifetime: '60 days, one use' },
  deadGrants: ['invalid_grant'],
};

const boxTenant = { description: 'enterprise ID', example: '123456' };

export const boxClientTokens: TokenEndpoint = {
  tokenUrl: 'https://api.box.com/oauth2/token',
  extra: { box_subject_type: 'enterprise', box_subject_id: '{tenant}' },
};

export const boxClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'box',
  title: 'Box',
  documentation: [
    'https://developer.box.com/guides/authentication/client-credentials/',
    'https://developer.box.com/guides/authentication/tokens/access-tokens/',
  ],
  tenant: boxTenant,
  verified: true,
  endpoint: boxClientTokens,
  lifetime: { secs: 4_123, told: 'expires_in' },
  notes: 'As a user instead: `OAUTH2_EXTRA_PARAMS={"box_subject_type":"user","box_subject_id":"..."}`.',
};

const docusignTenant = {
  description: '`account` (live, the default) or `account-d` (demo)',
  example: 'account-d',
};

export const docusignTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.docusign.com/oauth/token',
  clientAuth: 'client_secret_basic',
  tenant: 'account',
};

export const docusign: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'docusign',
  title: 'Docusign',
  documentation: [
    'https://developers.docusign.com/platform/auth/confidential-authcode-get-token/',
    'https://developers.docusign.com/platform/auth/reference/obtain-access-token',
  ],
  tenant: docusignTenant,
  verified: false,
  missing: 'what becomes of the old refresh token, how long one lives and which error a dead one gives',
  endpoint: docusignTokens,
  authorizationUrl: 'https://{tenant}.docusign.com/oauth/auth',
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { secs: 28_800, told: 'expires_in' },
  refreshToken: { rotation: 'always', lifetime: '30 days; with the scope `extended`, renewed by use' },
  deadGrants: ['invalid_grant'],
};

export const docusignJwtTokens: JwtBearerEndpoint = {
  isScopeInAssertion: true,
  tokenUrl: 'https://{tenant}.docusign.com/oauth/token',
  jwtAudience: '{tenant}.docusign.com',
  scope: 'signature impersonation',
  tenant: 'account',
};

export const docusignJwt: JwtBearerProfile = {
  kind: 'jwt_bearer',
  provider: 'docusign',
  title: 'Docusign',
  documentation: [
    'https://developers.docusign.com/platform/auth/jwt-get-token/',
    'https://www.docusign.com/blog/developers/oauth-jwt-granting-consent',
  ],
  tenant: docusignTenant,
  verified: false,
  missing: 'the claims of the assertion, its audience among them, and the lifetime',
  endpoint: docusignJwtTokens,
  lifetime: { secs: 3_600, told: 'expires_in' },
  claims: { issuer: 'integration key', subject: 'user ID of the user to act as' },
  notes: 'The user has to consent once; until then the error is `consent_required`.',
};
