import { FunctionError, inTime, isFunctionError, type Run } from '@lp-functions/platform';
import { isDeadGrant, requestToken, type TokenResult } from '../../token-endpoint/index.ts';
import { type Connection, type Group, originOf } from '../connections/connection.ts';
import type { FailureKind } from '../memory/failure.ts';
import { type Exchanged, instanceMemory } from '../memory/instance.ts';
import type { Origins } from '../order/origins.ts';
import { failed, type Outcome } from '../outcome.ts';
import type { SecretReader } from '../storage/secret-reader.ts';
import { isTooLarge } from '../storage/secret-writer.ts';
import { isGood, renewed, type TokenSet } from '../storage/token-set.ts';
import type { StoredTokens, TokenStorage } from '../storage/token-storage.ts';
import { readCredentials } from './credentials.ts';
import { type WatchedClient, watchedClient } from './watched-client.ts';

export type RefreshRun = Pick<
  Run,
  | 'accountId'
  | 'clock'
  | 'endsAt'
  | 'generation'
  | 'http'
  | 'instance'
  | 'log'
  | 'random'
  | 'redactor'
  | 'secrets'
  | 'secretStorage'
>;

/** What refreshes of one run have in common. */
export interface Refreshing {
  run: RefreshRun;
  reader: SecretReader;
  origins: Origins;
  /** Refresh whatever the tokens have left. */
  isForced: boolean;
  /** Whether no request may begin any more. */
  isLate(): boolean;
  storageOf(connection: Connection): TokenStorage;
}

/** A flight that is not over by then hangs in a storage; it must not block the connection for good. */
const STUCK_MS = 300_000;
/** How many spent refresh tokens an instance remembers of a connection. */
const MAX_SPENT = 8;

/**
 * Gets new tokens for a connection and stores them. Runs of an instance that ask for the same connection at the same
 * time share one exchange: sending a refresh token twice can end the whole grant. Instances cannot keep out each
 * other, for the storages offer no lock; what a second one does at the same moment is found out when its token is
 * refused.
 * @param attemptsBefore how often this run has sent the request before
 */
export async function refreshOne(
  refreshing: Refreshing,
  connection: Connection,
  attemptsBefore: number,
): Promise<Outcome> {
  const { run, storageOf, isForced } = refreshing;
  const { flights, savingFailures } = instanceMemory(run.instance);
  const key = storageOf(connection).placeOf(connection);
  const work = async () => {
    await savingFailures.get(key);
    return refresh(refreshing, connection, attemptsBefore);
  };
  const flight = () => inTime(run.clock, STUCK_MS, work()).catch(outcomeOf);
  const isJoining = flights.isUnderWay(key);
  const outcome = await flights.run(key, flight);
  // The run that began it found the tokens good enough. This one was told to refresh them all the same.
  const isEnough = !(isJoining && isForced && outcome.status === 'good');
  return isEnough ? outcome : flights.run(key, flight);
}

/** What went wrong besides the token request. */
function outcomeOf(error: unknown): Outcome {
  if (!isFunctionError(error)) return failed(new FunctionError('INTERNAL', `${error}`), 'ours');
  return failed(error, error.code === 'REAUTH_REQUIRED' ? 'dead' : 'ours');
}

async function refresh(refreshing: Refreshing, asked: Connection, attemptsBefore: number): Promise<Outcome> {
  const { run, isForced, reader, storageOf } = refreshing;
  // Both at once; whether they are needed shows later.
  const credentialsAsked = readCredentials(run, asked, reader);
  credentialsAsked.catch(() => {});
  const stored = await storageOf(asked).load(asked);
  const { connection } = stored;
  const tokens = await withUnsaved(refreshing, stored);
  const { group } = connection;
  const isDue = isForced || group.withinSecs === 0 || !isGood(tokens, run.clock.now(), group.withinSecs);
  if (!isDue) return { status: 'good', connection, tokens };

  const refreshToken = chainOf(group, tokens);
  if (refreshToken !== undefined) {
    const at = refusedAtOf(refreshing, stored, refreshToken);
    if (at !== undefined) return { status: 'refused', refreshToken, at };
  }

  const isAsExpected = connection.group === asked.group;
  const { client, grantFor } = await (isAsExpected
    ? credentialsAsked
    : readCredentials(run, connection, reader));
  const watched = watch(refreshing, connection, attemptsBefore);
  let result: TokenResult;
  try {
    result = await requestToken({ ...run, http: watched.http }, client, {
      ...grantFor(tokens),
      ...extraOf(group),
      retry: () => false,
    });
  } catch (error) {
    return refusal(refreshing, connection, { error, watched, refreshToken });
  }
  return store(refreshing, { ...stored, tokens }, result);
}

/** When the token was refused before, by this instance or by one that did not get to the end of it. */
function refusedAtOf(
  { run, storageOf }: Refreshing,
  { connection, refusedAt, tokens }: StoredTokens,
  refreshToken: string,
): number | undefined {
  const refused = instanceMemory(run.instance).refused.get(storageOf(connection).placeOf(connection));
  if (refused?.refreshToken === refreshToken) return refused.at;
  return tokens.refresh_token === refreshToken ? refusedAt : undefined;
}

const watch = ({ run, origins, isLate }: Refreshing, connection: Connection, attemptsBefore: number) =>
  watchedClient(run.http.allowing([connection.group.tokenUrl]).detached().paced(), {
    clock: run.clock,
    origins,
    origin: originOf(connection),
    isLate,
    isIdempotent: connection.group.grant !== 'refresh_token',
    attemptsBefore,
  });

const extraOf = ({ extra, place }: Group) =>
  extra ? { extra, extraName: place === 'TOKEN_URL' ? 'OAUTH2_EXTRA_PARAMS' : `${place}: extra` } : {};

/** The refresh token, of those grants that have one. */
const chainOf = ({ grant }: Group, { refresh_token }: TokenSet): string | undefined =>
  grant === 'refresh_token' ? refresh_token : undefined;

/**
 * The tokens that are to be used. Where the stored refresh token has been spent by this instance, saving its successor
 * failed, or somebody has overwritten it: that is mended first.
 */
async function withUnsaved(refreshing: Refreshing, stored: StoredTokens): Promise<TokenSet> {
  const { run, storageOf } = refreshing;
  const { connection, tokens } = stored;
  const { exchanged } = instanceMemory(run.instance);
  const known = exchanged.get(storageOf(connection).placeOf(connection));
  if (tokens.refresh_token === undefined || !known?.spent.includes(tokens.refresh_token)) return tokens;
  await save(refreshing, stored, known);
  return known.tokens;
}

async function store(refreshing: Refreshing, stored: StoredTokens, result: TokenResult): Promise<Outcome> {
  const { run, storageOf } = refreshing;
  const { connection, tokens } = stored;
  const { group } = connection;
  const next = result.tokens
    ? renewed(tokens, result.tokens, group.defaultTtlSecs)
    : { ...tokens, refresh_token: result.rescuedRefreshToken };
  const rotated = chainOf(group, next) !== chainOf(group, tokens);
  const { exchanged } = instanceMemory(run.instance);
  const place = storageOf(connection).placeOf(connection);
  const { spent = [] } = exchanged.get(place) ?? {};
  const spentNow = rotated && tokens.refresh_token !== undefined ? [tokens.refresh_token] : [];
  const known: Exchanged = {
    tokens: next,
    spent: [...spent, ...spentNow].slice(-MAX_SPENT),
    isSaved: false,
    at: run.clock.now(),
  };
  exchanged.set(place, known);
  try {
    await save(refreshing, stored, known);
  } catch (error) {
    if (!isTooLarge(error)) throw error;
    // As long as the server's tokens are too long, it is asked in vain.
    known.isSaved = true;
    return failed(error, 'refused', { refreshToken: next.refresh_token });
  }
  if (result.error) return failed(result.error, 'refused', { refreshToken: next.refresh_token });
  return { status: 'refreshed', connection, tokens: next, rotated };
}

/** @throws `TOKEN_NOT_SAVED`, which is logged at once: the run may have ended */
async function save(
  { run }: Refreshing,
  { connection, save }: StoredTokens,
  known: Exchanged,
): Promise<void> {
  try {
    await save(known.tokens);
    known.isSaved = true;
  } catch (error) {
    if (isFunctionError(error)) run.log('error', `${connection.name}: ${error.message}`);
    throw error;
  }
}

interface FailedRequest {
  error: unknown;
  watched: WatchedClient;
  refreshToken: string | undefined;
}

function refusal(
  { run, storageOf }: Refreshing,
  connection: Connection,
  { error, watched, refreshToken }: FailedRequest,
): Outcome {
  if (watched.isLate()) return { status: 'late' };
  if (!isFunctionError(error)) throw error;
  if (refreshToken !== undefined && isDeadGrant(error)) {
    const refused = { refreshToken, at: run.clock.now() };
    instanceMemory(run.instance).refused.set(storageOf(connection).placeOf(connection), refused);
    return { status: 'refused', ...refused };
  }
  return failed(error, kindOf(error, watched), { refreshToken, isRepeatable: watched.isRepeatable() });
}

/** Codes of what is wrong before anything is sent. */
const OURS: readonly unknown[] = ['CONFIG_INVALID', 'SIGNATURE_FAILED', 'TARGET_NOT_ALLOWED'];

function kindOf(error: FunctionError, watched: WatchedClient): FailureKind {
  if (watched.isUnreachable()) return 'unreachable';
  return OURS.includes(error.code) ? 'ours' : 'refused';
}
