import type { AuthorizationCodeProfile, TokenEndpoint } from '../types.ts';

export const slackTokens: TokenEndpoint = {
  tokenUrl: 'https://slack.com/api/oauth.v2.access',
  scopeSeparator: ',',
};

export const slack: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'slack',
  title: 'Slack',
  documentation: [
    'https://docs.slack.dev/authentication/using-token-rotation',
    'https://docs.slack.dev/reference/methods/oauth.v2.access',
  ],
  verified: true,
  endpoint: slackTokens,
  authorizationUrl: 'https://slack.com/oauth/v2/authorize',
  pkce: 'supported',
  redirect: 'https_only',
  lifetime: { secs: 43_200, told: 'expires_in' },
  refreshToken: { rotation: 'always' },
  deadGrants: ['invalid_refresh_token', 'token_revoked'],
  notes:
    'Token rotation has to be switched on for the app, which cannot be undone. Errors come with status 200 and `ok: false`; the token of a bot has the type `bot`.',
};

export const atlassianTokens: TokenEndpoint = { tokenUrl: 'https://auth.atlassian.com/oauth/token' };

export const atlassian: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'atlassian',
  title: 'Atlassian Cloud (Jira, Confluence)',
  documentation: [
    'https://developer.atlassian.com/cloud/oauth/getting-started/refresh-tokens',
    'https://developer.atlassian.com/cloud/jira/platform/oauth-2-3lo-apps/',
  ],
  verified: false,
  missing: 'that a form is taken as well as JSON, which is what the examples send; PKCE',
  endpoint: atlassianTokens,
  authorizationUrl: 'https://auth.atlassian.com/authorize',
  authorizationParameters: { audience: 'api.atlassian.com', prompt: 'consent' },
  refreshScope: 'offline_access',
  pkce: 'undocumented',
  redirect: 'registered',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: { rotation: 'always', overlap: 'good for 10 minutes more', lifetime: '90 days unused' },
  deadGrants: ['invalid_grant'],
  notes:
    'A dead refresh token is answered with 403. The API is at https://api.atlassian.com/ex/jira/{cloud id}.',
};

export const githubTokens: TokenEndpoint = { tokenUrl: 'https://github.com/login/oauth/access_token' };

export const github: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'github',
  title: 'GitHub Apps',
  documentation: [
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens',
    'https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/generating-a-user-access-token-for-a-github-app',
  ],
  verified: false,
  missing:
    'that a form is taken: the documentation speaks of query parameters; the error code of a dead refresh token, which is seen in answers only',
  endpoint: githubTokens,
  authorizationUrl: 'https://github.com/login/oauth/authorize',
  pkce: 'supported',
  redirect: 'registered',
  deviceAuthorizationUrl: 'https://github.com/login/device/code',
  lifetime: { secs: 28_800, told: 'expires_in' },
  refreshToken: { rotation: 'always', lifetime: '6 months (`refresh_token_expires_in`)' },
  deadGrants: ['bad_refresh_token'],
  notes:
    'Errors come with status 200. Scopes are the permissions of the app; OAuth apps have no refresh tokens.',
};

const gitlabTenant = {
  description: 'host of the instance; `gitlab.com` by default',
  example: 'gitlab.example.com',
};

export const gitlabTokens: TokenEndpoint = { tokenUrl: 'https://{tenant}/oauth/token', tenant: 'gitlab.com' };

export const gitlab: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'gitlab',
  title: 'GitLab',
  documentation: ['https://docs.gitlab.com/api/oauth2/'],
  tenant: gitlabTenant,
  verified: false,
  missing:
    'that a refresh does without the redirect URI, which the examples send; the error code of a dead refresh token',
  endpoint: gitlabTokens,
  authorizationUrl: 'https://{tenant}/oauth/authorize',
  pkce: 'supported',
  redirect: 'registered',
  deviceAuthorizationUrl: 'https://{tenant}/oauth/authorize_device',
  lifetime: { secs: 7_200, told: 'expires_in' },
  refreshToken: { rotation: 'always' },
  deadGrants: ['invalid_grant'],
};

export const asanaTokens: TokenEndpoint = { tokenUrl: 'https://app.asana.com/-/oauth_token' };

export const asana: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'asana',
  title: 'Asana',
  documentation: ['https://developers.asana.com/docs/oauth'],
  verified: false,
  missing:
    'how the client authenticates, PKCE, the lifetime and rotation of tokens, the error code of a dead refresh token: only the endpoints were found',
  endpoint: asanaTokens,
  authorizationUrl: 'https://app.asana.com/-/oauth_authorize',
  pkce: 'supported',
  redirect: 'registered',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: { rotation: 'never' },
  deadGrants: ['invalid_grant'],
};

export const airtableTokens: TokenEndpoint = {
  tokenUrl: 'https://airtable.com/oauth2/v1/token',
  clientAuth: 'client_secret_basic',
};

export const airtable: AuthorizationCodeProfile = {
  kind: 'authorization_code',
  provider: 'airtable',
  title: 'Airtable',
  documentation: [
    'https://airtable.com/developers/web/api/oauth-reference',
    'https://github.com/Airtable/oauth-example',
  ],
  verified: false,
  missing:
    'whether PKCE is required; the lifetime and rotation of tokens and the error code of a dead refresh token',
  endpoint: airtableTokens,
  authorizationUrl: 'https://airtable.com/oauth2/v1/authorize',
  pkce: 'required',
  redirect: 'registered',
  lifetime: { secs: 3_600, told: 'expires_in' },
  refreshToken: { rotation: 'always', lifetime: '60 days (`refresh_expires_in`)' },
  deadGrants: ['invalid_grant'],
};
