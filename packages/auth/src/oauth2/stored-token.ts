import { asText, isObject, parseJson, type Run, secretNotFound } from '@lp-functions/platform';
import { keptToken, type TokenSource } from './token-source.ts';

/** How old the values may be that V2 serves from its cache. */
const PLATFORM_CACHE_MS = 300_000;

/**
 * The access token that `refresh_scheduler` keeps in a secret, for functions that use it. It is kept until it
 * expires, as far as the secret says when that is, and then read again.
 * @param name the account's name of the secret: of `tokenSet` with the storage `single`, of `accessToken` with
 * `separate`
 * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
 */
export function storedToken(
  { clock, redactor, secrets, instance }: Pick<Run, 'clock' | 'redactor' | 'secrets' | 'instance'>,
  name: string,
): TokenSource {
  const kept = keptToken(instance, name);

  const read = async (fresh: boolean): Promise<string> => {
    const value = await secrets.get(name, { fresh });
    const parsed = parseJson(value);
    const { access_token, refresh_token, expires_at } = isObject(parsed)
      ? parsed
      : ({ access_token: value } as Record<string, unknown>);
    const token = asText(access_token);
    if (!token) throw secretNotFound(name);
    redactor.add(token, asText(refresh_token));
    const expiresAt = parseFloat(asText(expires_at)) * 1_000;
    if (!fresh && expiresAt <= clock.now()) return read(true);
    kept.token = token;
    // Without a known expiry: what bypassed the platform's cache is kept until that has caught up.
    kept.until = expiresAt || (fresh ? clock.now() + PLATFORM_CACHE_MS : 0);
    return token;
  };
  return {
    async get() {
      redactor.add(kept.token);
      return kept.until > clock.now() ? kept.token : read(false);
    },
    async renew(failed) {
      const token = await read(true);
      return token === failed ? undefined : token;
    },
  };
}
