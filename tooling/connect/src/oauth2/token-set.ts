import { ConnectError } from '../connect-error.ts';

/** What `refresh_scheduler` keeps of a connection; `expires_at` in seconds since the epoch. */
export interface TokenSet {
  access_token: string;
  refresh_token: string;
  expires_at?: number;
  scope?: string;
  token_type?: string;
  [member: string]: unknown;
}

/** What is used up or told in another way, and ID tokens, which nobody needs afterwards. */
const NOT_KEPT = new Set(['expires_in', 'expires_in_sec', 'id_token', 'ok']);

/**
 * @param members of the token endpoint's answer
 * @param requestedAt milliseconds since the epoch, before the request
 * @param previous whose refresh token goes on living if the answer holds none
 * @throws ConnectError `NO_REFRESH_TOKEN`
 */
export function tokenSetOf(
  members: Record<string, unknown>,
  requestedAt: number,
  previous?: TokenSet,
): TokenSet {
  const { access_token, refresh_token = previous?.refresh_token, expires_in, expires_in_sec } = members;
  if (typeof refresh_token !== 'string' || refresh_token === '') {
    throw new ConnectError(
      'NO_REFRESH_TOKEN',
      'The service gave an access token but no refresh token, so that nothing could be renewed. Ask for offline access (a scope, a parameter, a setting of the app), or let the person disconnect the app there and connect anew',
    );
  }
  const kept = Object.entries(members).filter(([name]) => !NOT_KEPT.has(name));
  // Zoho's older answers say seconds there, and milliseconds as `expires_in`.
  const lifetimeSecs = Number(expires_in_sec ?? expires_in);
  return {
    ...Object.fromEntries(kept),
    access_token: `${access_token}`,
    refresh_token,
    ...(lifetimeSecs > 0 && { expires_at: Math.floor(requestedAt / 1_000 + lifetimeSecs) }),
  };
}
