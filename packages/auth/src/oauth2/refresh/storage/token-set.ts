import { asText, isObject, isText, parseJson, type Redactor } from '@lp-functions/platform';
import type { TokenResponse } from '../../token-endpoint/index.ts';
import { type Failure, readFailure } from '../memory/failure.ts';

/**
 * The tokens of a connection, as the JSON of a `tokenSet`. Members besides these are kept as they are, such as
 * `instance_url`. With the storage `separate`, only the two tokens are stored.
 */
export interface TokenSet {
  refresh_token?: string | undefined;
  access_token?: string | undefined;
  /** Seconds since the epoch; absent when no lifetime is known. */
  expires_at?: number | undefined;
  scope?: string | undefined;
  token_type?: string | undefined;
  /** While it cannot be refreshed. */
  failure?: Failure | undefined;
  [member: string]: unknown;
}

/** The year 5138; what is greater has another unit, and is as good as unknown. */
const MAX_SECS = 1e11;

/** Reads what somebody has stored, be it as text or JSON; `undefined` when it is no token set. */
export function readTokenSet(value: unknown): TokenSet | undefined {
  const stored = parseJson(value);
  if (!isObject(stored)) return undefined;
  return withoutAbsent({
    ...stored,
    refresh_token: filledText(stored.refresh_token),
    access_token: filledText(stored.access_token),
    expires_at: epochSecs(stored.expires_at),
    scope: filledText(stored.scope),
    token_type: filledText(stored.token_type),
    failure: readFailure(stored.failure),
  });
}

/**
 * The set after the server has granted new tokens.
 * @param defaultTtlSecs lifetime of a token whose server names none
 */
export function renewed(
  before: TokenSet,
  response: TokenResponse,
  defaultTtlSecs: number | undefined,
): TokenSet {
  const { accessToken, refreshToken, requestedAt, expiresAt, scope, tokenType, members } = response;
  const defaultExpiry = defaultTtlSecs === undefined ? undefined : requestedAt + defaultTtlSecs * 1_000;
  const expiry = expiresAt ?? defaultExpiry;
  return withoutAbsent({
    ...before,
    ...members,
    access_token: accessToken,
    refresh_token: refreshToken ?? before.refresh_token,
    expires_at: expiry === undefined ? undefined : Math.floor(expiry / 1_000),
    scope: scope ?? before.scope,
    token_type: tokenType,
    failure: undefined,
  });
}

/** Whether the tokens stay good for longer than so many seconds. */
export const isGood = ({ expires_at = 0 }: TokenSet, nowMs: number, withinSecs: number): boolean =>
  (expires_at - withinSecs) * 1_000 > nowMs;

/** Lets nothing out of the run that could be used. */
export function redactTokens(redactor: Redactor, { refresh_token, access_token }: TokenSet): void {
  redactor.add(refresh_token, access_token);
}

/** ISO 8601, or null when it is not known. */
export const isoTime = (secs: number | undefined): string | null =>
  secs === undefined ? null : new Date(secs * 1_000).toISOString();

const filledText = (value: unknown): string | undefined =>
  isText(value) && value !== '' ? value : undefined;

function epochSecs(value: unknown): number | undefined {
  const secs = Number.parseFloat(asText(value));
  return secs > 0 && secs < MAX_SECS ? secs : undefined;
}

function withoutAbsent(tokens: TokenSet): TokenSet {
  const present = Object.entries(tokens).filter(([, member]) => member !== undefined);
  return Object.fromEntries(present);
}
