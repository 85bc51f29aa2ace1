import type { AuthorizationCodeProfile, ClientCredentialsProfile, TokenEndpoint } from '../types.ts';

export const adobeTokens: TokenEndpoint = {
  tokenUrl: 'https://ims-na1.adobelogin.com/ims/token/v3',
  scopeSeparator: ',',
};

export const adobeClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'adobe',
  title: 'Adobe',
  documentation: [
    'https://developer.adobe.com/developer-console/docs/guides/authentication/ServerToServerAuthentication/ims',
  ],
  verified: true,
  endpoint: adobeTokens,
  lifetime: { secs: 86_399, told: 'expires_in' },
  notes: 'Scopes are listed with the credential in the Developer Console.',
};

const marketoTenant = { description: 'Munchkin ID', example: '123-ABC-456' };

export const marketoTokens: TokenEndpoint = {
  tokenUrl: 'https://{tenant}.mktorest.com/identity/oauth/token',
};

export const marketoClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'marketo',
  title: 'Adobe Marketo Engage',
  documentation: ['https://experienceleague.adobe.com/en/docs/marketo-developer/marketo/rest/authentication'],
  tenant: marketoTenant,
  verified: false,
  missing: 'that the parameters are taken from a form; the documentation sends them as a query',
  endpoint: marketoTokens,
  lifetime: { secs: 3_599, told: 'expires_in' },
  notes: 'A second request gets the same token with what is left of its lifetime.',
};

export const linkedinTokens: TokenEndpoint = { tokenUrl: 'https://www.linkedin.com/oauth/v2/accessToken' };

export const linkedin: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'linkedin',
  title: 'LinkedIn',
  documentation: [
    'https://learn.microsoft.com/en-us/linkedin/shared/authentication/programmatic-refresh-tokens',
    'https://learn.microsoft.com/en-us/linkedin/shared/authentication/authorization-code-flow',
  ],
  verified: false,
  missing: 'the error code of a dead refresh token',
  endpoint: linkedinTokens,
  authorizationUrl: 'https://www.linkedin.com/oauth/v2/authorization',
  pkce: 'undocumented',
  redirect: 'registered',
  lifetime: { secs: 5_184_000, told: 'expires_in' },
  refreshToken: { rotation: 'never', lifetime: '365 days, not renewed by use (`refresh_token_expires_in`)' },
  deadGrants: ['invalid_grant'],
  notes: 'Refresh tokens are for approved marketing partners only.',
};

export const xTokens: TokenEndpoint = {
  tokenUrl: 'https://api.x.com/2/oauth2/token',
  clientAuth: 'client_secret_basic',
};

export const x: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'x',
  title: 'X',
  documentation: ['https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code'],
  verified: false,
  missing: 'the error code of a dead refresh token (`invalid_request` is seen for tokens used twice)',
  endpoint: xTokens,
  authorizationUrl: 'https://x.com/i/oauth2/authorize',
  refreshScope: 'offline.access',
  pkce: 'required',
  redirect: 'registered',
  lifetime: { secs: 7_200, told: 'expires_in' },
  refreshToken: { rotation: 'always' },
  deadGrants: ['invalid_grant'],
};

export const spotifyTokens: TokenEndpoint = {
  tokenUrl: 'https://accounts.spotify.com/api/token',
  clientAuth: 'client_secret_basic',
};

export const spotify: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'spotify',
  title: 'Spotify',
  documentation: [
    'https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens',
    'https://developer.spotify.com/documentation/web-api/concepts/redirect_uri',
    'https://developer.spotify.com/blog/2026-06-18-refresh-token-expiration',
  ],
  verified: false,
  missing: 'the authorization URL, in the documentation of Spotify itself',
  endpoint: spotifyTokens,
  authorizationUrl: 'https://accounts.spotify.com/authorize',
  pkce: 'supported',
  redirect: 'any_port',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: { rotation: 'optional', lifetime: '6 months from the consent, not renewed by use' },
  deadGrants: ['invalid_grant'],
  notes: 'Register http://127.0.0.1 without a port: localhost is refused.',
};

export const spotifyClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'spotify',
  title: 'Spotify',
  documentation: ['https://developer.spotify.com/documentation/web-api/tutorials/client-credentials-flow'],
  verified: true,
  endpoint: spotifyTokens,
  lifetime: { secs: 3_600, told: 'expires_in' },
};

export const twitchTokens: TokenEndpoint = { tokenUrl: 'https://id.twitch.tv/oauth2/token' };

export const twitchClient: ClientCredentialsProfile = {
  kind: 'client_credentials',
  provider: 'twitch',
  title: 'Twitch',
  documentation: [
    'https://dev.twitch.tv/docs/authentication/getting-tokens-oauth/#client-credentials-grant-flow',
  ],
  verified: false,
  missing: 'the request and the lifetime, in the page itself; code that names the page sends a form',
  endpoint: twitchTokens,
  lifetime: { told: 'expires_in' },
  notes: 'Tokens live for about 60 days. The API wants the client id in `Client-Id` besides.',
};
