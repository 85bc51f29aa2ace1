import { isFunctionError } from '@lp-functions/platform';

/**
 * What token endpoints answer when the refresh token is spent, expired or revoked, so that a person has to
 * connect the account again. Each with the page that says so.
 */
const DEAD_GRANT_REASONS = new Set([
  // RFC 6749 5.2, and nearly everybody.
  'invalid_grant',
  // GitHub, with status 200: https://www.nango.dev/blog/github-app-oauth-refresh-token-bad-refresh-token
  'bad_refresh_token',
  // Slack, with status 200 and `ok: false`: https://api.slack.com/methods/tooling.tokens.rotate
  'invalid_refresh_token',
  // Slack, of a removed app or user: https://api.slack.com/methods/oauth.v2.access
  'token_revoked',
  // HubSpot, as its member `status`: https://github.com/airbytehq/airbyte/issues/79592
  'BAD_REFRESH_TOKEN',
  // Zoho: https://www.zoho.com/crm/developer/docs/api/v2/access-refresh.html
  'invalid_code',
  // Microsoft, when the person has to sign in again, with another factor, say: https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-auth-code-flow
  'interaction_required',
]);

/**
 * Whether an error of `requestToken` for a refresh token says that the grant is over, whatever the server
 * calls it.
 */
export const isDeadGrant = (error: unknown): boolean =>
  isFunctionError(error) && error.code === 'TOKEN_REJECTED' && DEAD_GRANT_REASONS.has(error.reason ?? '');
