import * as client from 'openid-client';
import { told } from './failures.ts';
import { type OAuth2Service, openClient } from './service.ts';
import { type TokenSet, tokenSetOf } from './token-set.ts';

/**
 * Refreshes once, to see that the chain works. The old refresh token may be spent afterwards: keep what is returned.
 * @throws ConnectError
 */
export async function renew(service: OAuth2Service, tokens: TokenSet): Promise<TokenSet> {
  const { config, answers } = openClient(service);
  const requestedAt = Date.now();
  try {
    await client.refreshTokenGrant(config, tokens.refresh_token);
  } catch (error) {
    throw told(error, new URL(service.tokenUrl).host, service.clientSecret, tokens.refresh_token);
  }
  // Members such as `instance_url` stay; when the old access token expires says nothing about the new one.
  const { expires_at: _, ...kept } = tokens;
  return tokenSetOf({ ...kept, ...answers.last() }, requestedAt, tokens);
}
