import type { AuthorizationCodeProfile, ClientCredentialsProfile, TokenEndpoint } from '../types.ts';

const tenant = {
  description: 'region of the account: `va` (Americas), `lo` (EMEA) or `sy` (APAC)',
  example: 'lo',
};

export const livepersonTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.sentinel.liveperson.net/sentinel/api/account/{account}/token?v=2.0',
  // Refreshing every 30 minutes is what the documentation asks for.
  defaultTtlSecs: 1_800,
};

export const liveperson: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'liveperson',
  title: 'LivePerson Conversational Cloud',
  documentation: [
    'https://developers.liveperson.com/authorizing-conversational-cloud-applications-overview.html',
    'https://developers.liveperson.com/authorizing-conversational-cloud-applications-methods-token-request.html',
  ],
  tenant,
  verified: false,
  missing: 'PKCE, rotation and the error code of a dead refresh token',
  endpoint: livepersonTokens,
  authorizationUrl: 'https://{tenant}.sentinel.liveperson.net/sentinel/api/account/{account}/authorize?v=1.0',
  pkce: 'undocumented',
  redirect: 'registered',
  lifetime: { secs: 1_800, told: 'absent' },
  refreshToken: { rotation: 'optional' },
  deadGrants: ['invalid_grant'],
  notes:
    'The account is the one that the function runs in. Client id and secret come with the app installation.',
};

export const livepersonClientTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.sentinel.liveperson.net/sentinel/api/account/{account}/app/token?v=2.0',
};

export const livepersonClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'liveperson',
  title: 'LivePerson Conversational Cloud',
  documentation: ['https://developers.liveperson.com/oauth-2-0-client-credentials.html'],
  tenant,
  verified: false,
  missing: 'whether the answer of version 2.0 names the lifetime',
  endpoint: livepersonClientTokens,
  lifetime: { told: 'expires_in' },
};
