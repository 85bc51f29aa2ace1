import {
  asText,
  isObject,
  isText,
  parseJson,
  perInstance,
  type Run,
  secretNotFound,
} from '@lp-functions/platform';
import { isGood, keptToken } from './kept-token.ts';
import { type SealedPlace, type SealedTokenRun, sealedToken } from './sealed-token.ts';
import type { StoredTokenSource } from './token-source.ts';

/** How old the values may be that V2 serves from its cache. */
const PLATFORM_CACHE_MS = 300_000;

/** What the secret holds. */
interface StoredToken {
  token: string;
  /** Milliseconds since the epoch; `undefined` when the secret does not say. */
  expiresAt: number | undefined;
  members: Members;
}

type Members = Record<string, unknown>;

const keptMembers = perInstance(() => new Map<string, Members>());

/**
 * The access token that `refresh_scheduler` keeps in a secret, for functions that use it. It is kept until it
 * expires, as far as the secret says when that is, and then read again.
 * @param place the account's name of the secret: of `tokenSet` with the storage `single`, of `accessToken`
 * with `separate`; or, with the storage `context`, where the connection is
 * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`; for the storage `context` what `sealedToken` throws
 */
export const storedToken = (run: SealedTokenRun, place: string | SealedPlace): StoredTokenSource =>
  isText(place) ? secretToken(run, place) : sealedToken(run, place);

function secretToken(run: SealedTokenRun, name: string): StoredTokenSource {
  const { clock, redactor, instance } = run;
  const kept = keptToken(instance, name);

  function keep({ token, members }: StoredToken, until: number): string {
    Object.assign(kept, { token, since: clock.now(), until });
    keptMembers(instance).set(name, members);
    return token;
  }

  async function readCached(): Promise<string> {
    const stored = await read(run, name, false);
    const { expiresAt } = stored;
    if (expiresAt !== undefined && expiresAt <= clock.now()) return readFresh();
    // Of unknown expiry: the next run asks the platform's cache again.
    return keep(stored, expiresAt ?? 0);
  }

  async function readFresh(): Promise<string> {
    const stored = await read(run, name, true);
    // Of unknown expiry: kept until the platform's cache has caught up.
    return keep(stored, stored.expiresAt ?? clock.now() + PLATFORM_CACHE_MS);
  }

  async function get(): Promise<string> {
    redactor.add(kept.token);
    return isGood(kept, clock.now()) ? kept.token : readCached();
  }

  return {
    get,
    async renew(failed) {
      const token = await readFresh();
      return token === failed ? undefined : token;
    },
    async members() {
      await get();
      return keptMembers(instance).get(name) ?? {};
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
  const { access_token, refresh_token, expires_at, failure, ...members } = tokenSet;
  const token = asText(access_token);
  if (!token) throw secretNotFound(name);
  redactor.add(token, asText(refresh_token));
  const expiresAtSecs = Number.parseFloat(asText(expires_at));
  return { token, members, expiresAt: Number.isNaN(expiresAtSecs) ? undefined : expiresAtSecs * 1_000 };
}
