import { asText, isObject, parseJson, type Run, secretNotFound } from '@lp-functions/platform';
import { isGood, keptToken } from './kept-token.ts';
import type { TokenSource } from './token-source.ts';

/** How old the values may be that V2 serves from its cache. */
const PLATFORM_CACHE_MS = 300_000;

/** What the secret holds. */
interface StoredToken {
  token: string;
  /** Milliseconds since the epoch; `undefined` when the secret does not say. */
  expiresAt: number | undefined;
}

/**
 * The access token that `refresh_scheduler` keeps in a secret, for functions that use it. It is kept until it
 * expires, as far as the secret says when that is, and then read again.
 * @param name the account's name of the secret: of `tokenSet` with the storage `single`, of `accessToken` with
 * `separate`
 * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
 */
export function storedToken(
  run: Pick<Run, 'clock' | 'redactor' | 'secrets' | 'instance'>,
  name: string,
): TokenSource {
  const { clock, redactor } = run;
  const kept = keptToken(run.instance, name);

  async function readCached(): Promise<string> {
    const { token, expiresAt } = await read(run, name, false);
    const now = clock.now();
    if (expiresAt !== undefined && expiresAt <= now) return readFresh();
    // Of unknown expiry: the next run asks the platform's cache again.
    Object.assign(kept, { token, since: now, until: expiresAt ?? 0 });
    return token;
  }

  async function readFresh(): Promise<string> {
    const { token, expiresAt } = await read(run, name, true);
    const now = clock.now();
    // Of unknown expiry: kept until the platform's cache has caught up.
    Object.assign(kept, { token, since: now, until: expiresAt ?? now + PLATFORM_CACHE_MS });
    return token;
  }

  return {
    async get() {
      redactor.add(kept.token);
      return isGood(kept, clock.now()) ? kept.token : readCached();
    },
    async renew(failed) {
      const token = await readFresh();
      return token === failed ? undefined : token;
    },
  };
}

async function read(
  { secrets, redactor }: Pick<Run, 'secrets' | 'redactor'>,
  name: string,
  fresh: boolean,
): Promise<StoredToken> {
  const value = await secrets.get(name, { fresh });
  const parsed = parseJson(value);
  const tokenSet: Record<string, unknown> = isObject(parsed) ? parsed : { access_token: value };
  const token = asText(tokenSet.access_token);
  if (!token) throw secretNotFound(name);
  redactor.add(token, asText(tokenSet.refresh_token));
  const expiresAtSecs = Number.parseFloat(asText(tokenSet.expires_at));
  return { token, expiresAt: Number.isNaN(expiresAtSecs) ? undefined : expiresAtSecs * 1_000 };
}
