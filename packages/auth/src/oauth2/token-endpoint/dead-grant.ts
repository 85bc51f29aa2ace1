import { isFunctionError } from '@lp-functions/platform';

/**
 * What token endpoints answer when the refresh token is spent, expired or revoked, so that a person has to connect
 * the account again. Each with the page that says so.
 */
const DEAD_GRANT_REASONS = new Set([
  // RFC 6749 5.2, and nearly everybody.
  'invalid_grant',
  // GitHub, with status 200: https://docs.github.com/en/apps/creating-github-apps/authenticating-with-a-github-app/refreshing-user-access-tokens
  'bad_refresh_token',
  // Slack, with status 200 and `ok: false`: https://docs.slack.dev/reference/methods/oauth.v2.access and, for the
  // second, https://docs.slack.dev/authentication/using-token-rotation
  'invalid_refresh_token',
  'token_revoked',
  // HubSpot, as its member `status`: https://developers.hubspot.com/docs/api/oauth/tokens
  'BAD_REFRESH_TOKEN',
  // Zoho: https://www.zoho.com/crm/developer/docs/api/v2/access-refresh.html
  'invalid_code',
]);

/** Whether an error of `requestToken` for a refresh token says that the grant is over, whatever the server calls it. */
export const isDeadGrant = (error: unknown): boolean =>
  isFunctionError(error) && error.code === 'TOKEN_REJECTED' && DEAD_GRANT_REASONS.has(error.reason ?? '');
