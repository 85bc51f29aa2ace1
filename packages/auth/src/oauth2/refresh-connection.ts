import { asText, FunctionError, inTime, type Run, sleep, unsent } from '@lp-functions/platform';
import { instanceOf } from './instance.ts';
import {
  loadTokens,
  readFresh,
  refreshTokenSecret,
  type StoredTokens,
  saveTokens,
  type TokenLocation,
} from './stored-tokens.ts';
import {
  type ClientAuth,
  clientSecretName,
  isDeadGrant,
  refreshTokenGrant,
  requestToken,
} from './token-endpoint/index.ts';

/** Somebody's access to an API, kept alive by refreshing. */
export interface Connection extends TokenLocation {
  /** As results and messages call it. */
  name: string;
  tokenUrl: string;
  clientAuth: ClientAuth;
  scope: string | undefined;
  extra: Record<string, string> | undefined;
}

/** What became of a connection. `expiresAt` is ISO 8601, or null when no lifetime is known. */
export type Outcome = { connection: string; expiresAt: string | null } & (
  | { rotated: boolean }
  | { reason: string }
);

export interface RefreshOptions {
  /** Tokens that are good for longer are left alone. */
  withinMs: number;
  /** Awaited before every request. */
  pace(): Promise<void>;
}

export type RefreshRun = Pick<
  Run,
  'clock' | 'http' | 'instance' | 'log' | 'redactor' | 'secrets' | 'secretStorage'
>;

/** How long another instance may take from the server's answer until it has stored it. */
const SIBLING_MS = 1_000;
/** A flight that is not over by then hangs in the secret storage; it must not block the connection for good. */
const STUCK_MS = 300_000;

/** Whether tokens stay good for longer than `withinMs`. */
export const isGood = (
  { expires_at = 0 }: Partial<StoredTokens>,
  { clock }: Pick<Run, 'clock'>,
  withinMs: number,
): boolean => expires_at * 1_000 > clock.now() + withinMs;

/** The part that all outcomes have. */
const outcomeOf = (connection: string, { expires_at }: Partial<StoredTokens>) => ({
  connection,
  expiresAt: expires_at ? new Date(expires_at * 1_000).toISOString() : null,
});

/** The outcome for tokens that are good enough. */
export const notDue = (connection: string, tokens: Partial<StoredTokens>): Outcome => ({
  ...outcomeOf(connection, tokens),
  reason: 'not due',
});

/**
 * Exchanges the stored refresh token (RFC 6749 6) and stores what comes back. Runs of an instance that ask for the
 * same connection at the same time share one exchange: sending a token twice can end the whole grant. Instances
 * cannot keep out each other, for the secret storage offers no lock; what a second one does at the same moment is
 * found out when its token is refused.
 * @throws `REAUTH_REQUIRED`, `TOKEN_NOT_SAVED`, `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`, as `requestToken`
 */
export function refreshConnection(
  run: RefreshRun,
  connection: Connection,
  options: RefreshOptions,
): Promise<Outcome> {
  const { flights } = instanceOf(run);
  const key = refreshTokenSecret(connection);
  const flight =
    flights.get(key) ??
    inTime(run.clock, STUCK_MS, refresh(run, connection, options, key)).finally(() => flights.delete(key));
  flights.set(key, flight);
  return flight;
}

async function refresh(
  run: RefreshRun,
  connection: Connection,
  { withinMs, pace }: RefreshOptions,
  key: string,
): Promise<Outcome> {
  const { clock, secrets, log } = run;
  const { name, nameOf, scope, extra } = connection;
  const { exchanged } = instanceOf(run);
  const read = async (secret: string) => asText(await readFresh(secrets, nameOf(secret)));
  const [loaded, clientId, clientSecret] = await Promise.all([
    loadTokens(run, connection),
    read('clientId'),
    read(clientSecretName(connection.clientAuth)),
  ]);
  let [tokens] = loaded;
  const save = (isRotated: boolean) =>
    saveTokens(run, connection, tokens, loaded[1], isRotated).catch((error) => {
      log('error', `${name}: ${error.message}`);
      throw error;
    });
  const [spent, unsaved] = exchanged.get(key) ?? [];
  // The stored token has been exchanged before: saving failed then, or the storage is behind.
  if (unsaved && tokens.refresh_token === spent) {
    tokens = unsaved;
    await save(true);
  }
  if (isGood(tokens, run, withinMs)) return notDue(name, tokens);

  const { refresh_token } = tokens;
  let unusable: unknown;
  try {
    const client = { ...connection, clientId, clientSecret };
    const grant = refreshTokenGrant(refresh_token, scope);
    const result = await requestToken({ ...run, http: pacedBy(run.http, pace) }, client, {
      ...grant,
      extra,
      retry: unsent,
    });
    // Only this continues the chain, whatever is wrong with the rest of the answer.
    const newToken = result.error ? result.rescuedRefreshToken : result.tokens.refreshToken;
    tokens = { ...tokens, refresh_token: newToken ?? refresh_token };
    if (result.error) throw result.error;
    const granted = result.tokens;
    tokens = {
      ...tokens,
      access_token: granted.accessToken,
      expires_at: granted.expiresAt && Math.floor(granted.expiresAt / 1_000),
      scope: granted.scope ?? tokens.scope,
      token_type: 'Bearer',
    };
  } catch (error) {
    if (tokens.refresh_token !== refresh_token) unusable = error;
    else if (isDeadGrant(error)) {
      await sleep(clock, SIBLING_MS);
      [tokens] = await loadTokens(run, connection);
      if (tokens.refresh_token !== refresh_token) {
        return { ...outcomeOf(name, tokens), reason: 'refreshed by another run' };
      }
      throw new FunctionError('REAUTH_REQUIRED', 'the refresh token is dead; connect the account again');
    } else throw error;
  }
  const rotated = tokens.refresh_token !== refresh_token;
  exchanged.set(key, [rotated && refresh_token, tokens]);
  await save(rotated);
  if (unusable) throw unusable;
  return { ...outcomeOf(name, tokens), rotated };
}

/** The same client, which waits before each attempt. */
const pacedBy = (http: RefreshRun['http'], pace: () => Promise<void>): RefreshRun['http'] => ({
  ...http,
  send: (request) =>
    http.send({
      ...request,
      async prepare() {
        await pace();
        return (await request.prepare?.()) ?? {};
      },
    }),
});
