import { FunctionError, isObject, isText, parseJson } from '@lp-functions/platform';

/**
 * The access token in a secret: its text, or the `access_token` of the token set that `refresh_scheduler`
 * keeps there. The rest of a set, the refresh token above all, stays out of URLs.
 * @param stored the secret's value as text
 * @param source the secret, for messages
 * @throws `CONFIG_INVALID` for JSON without a token
 */
export function accessTokenIn(stored: string, source: string): string {
  const parsed = parseJson(stored);
  // After an update, V2's cache answers text in quotes.
  if (isText(parsed)) return parsed;
  // Digits are JSON, too.
  if (!isObject(parsed) && !Array.isArray(parsed)) return stored;
  const token = isObject(parsed) ? parsed.access_token : undefined;
  if (isText(token) && token !== '') return token;
  throw new FunctionError(
    'CONFIG_INVALID',
    `SECRET_CONTEXT_ACCESS_TOKEN: ${source} holds JSON without an access_token; name a secret with an ` +
      'access token, or with a token set of refresh_scheduler',
  );
}
