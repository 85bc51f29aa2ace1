import { FunctionError, isFunctionError } from '@lp-functions/platform';
import { originOf } from '../connections/connection.ts';
import { type Failure, judge } from '../memory/failure.ts';
import { instanceMemory } from '../memory/instance.ts';
import { concurrently } from '../order/concurrently.ts';
import type { Candidate } from '../order/plan.ts';
import { type Elsewhere, type Failed, failed, type Good, type Outcome, type Refreshed } from '../outcome.ts';
import type { Refreshing } from './one.ts';

/** What became of a connection in this run. */
export interface Settled {
  candidate: Candidate;
  outcome: Outcome;
  /** What is remembered of it now, if it has failed. */
  failure: Failure | undefined;
  /** Whether somebody has to hear of it. */
  isTold: boolean;
}

/** Takes down what became of connections, and remembers failures: in the instance, and as soon as it may in the storage. */
export interface Settlement {
  /** By name of the connection. */
  readonly settled: ReadonlyMap<string, Settled>;
  /** Somebody has begun to work on it. */
  begin(candidate: Candidate): void;
  /** The outcome, unless there is another one later. */
  note(candidate: Candidate, outcome: Outcome): void;
  settle(candidate: Candidate, outcome: Outcome): void;
  /** Sees to it that its failure outlives the instance, if it has failed and the storage can. */
  saveFailure(candidate: Candidate): Promise<void>;
  /**
   * Settles what was only noted, and what has taken so long that the run is over before its end, and saves what is left
   * of failures.
   * @param since work that began before then has failed; milliseconds since the epoch
   */
  settleRest(since: number): Promise<void>;
}

export interface SettlementOptions {
  reminderHours: number;
  /** Servers of which it is known that they are down, by origin. */
  downBefore: ReadonlyMap<string, Failure>;
}

export function createSettlement(refreshing: Refreshing, options: SettlementOptions): Settlement {
  const settled = new Map<string, Settled>();
  const noted = new Map<string, { candidate: Candidate; outcome: Outcome }>();
  const underWay = new Map<string, { candidate: Candidate; since: number }>();
  const unsaved = new Map<string, Settled & { outcome: Failed }>();

  const settle = (candidate: Candidate, outcome: Outcome) => {
    const { connection } = candidate;
    noted.delete(connection.name);
    underWay.delete(connection.name);
    if (outcome.status === 'failed') {
      const outage = outageBehind(refreshing, candidate, outcome, options);
      if (outage) {
        settled.set(connection.name, { candidate, outcome, failure: outage, isTold: false });
        return;
      }
      const { failure, isTold } = judgementOn(refreshing, candidate, outcome, options);
      const each = { candidate, outcome, failure, isTold };
      settled.set(connection.name, each);
      remember(refreshing, candidate, failure, outcome.refreshToken);
      if (outcome.kind !== 'ours') unsaved.set(connection.name, each);
      return;
    }
    settled.set(connection.name, { candidate, outcome, failure: undefined, isTold: false });
    if ('tokens' in outcome) noteGood(refreshing, candidate, outcome);
  };
  const saveFailure = async ({ connection }: Candidate) => {
    const each = unsaved.get(connection.name);
    unsaved.delete(connection.name);
    if (each) await save(refreshing, each);
  };
  return {
    settled,
    begin(candidate) {
      const { name } = candidate.connection;
      noted.delete(name);
      underWay.set(name, { candidate, since: refreshing.run.clock.now() });
    },
    note(candidate, outcome) {
      const { name } = candidate.connection;
      underWay.delete(name);
      noted.set(name, { candidate, outcome });
    },
    settle,
    saveFailure,
    async settleRest(since) {
      for (const { candidate, outcome } of noted.values()) settle(candidate, outcome);
      const late = [...underWay.values()].filter((each) => each.since <= since);
      for (const { candidate } of late) settle(candidate, failed(unanswered(), 'ours'));
      await concurrently([...unsaved.values()], ({ candidate }) => saveFailure(candidate));
    },
  };
}

const placeOf = ({ storageOf }: Refreshing, { connection }: Candidate) =>
  storageOf(connection).placeOf(connection);

/**
 * The outage that was known before, and is all that there is to know of this failure: it is the server's and remembered
 * as such, so that no connection waits when that comes back.
 */
function outageBehind(
  { origins }: Refreshing,
  { connection }: Candidate,
  { kind }: Failed,
  { downBefore }: SettlementOptions,
): Failure | undefined {
  const origin = originOf(connection);
  return kind === 'unreachable' && !origins.hasAnswered(origin) ? downBefore.get(origin) : undefined;
}

function judgementOn(
  refreshing: Refreshing,
  candidate: Candidate,
  { kind, error, refreshToken }: Failed,
  { reminderHours, downBefore }: SettlementOptions,
) {
  const { instance, clock } = refreshing.run;
  const before = instanceMemory(instance).failures.get(placeOf(refreshing, candidate))?.refreshToken;
  // What only the instance remembers is of that refresh token alone.
  const isOfAnother =
    !candidate.known?.failure &&
    before !== undefined &&
    refreshToken !== undefined &&
    before !== refreshToken;
  const previous = isOfAnother ? undefined : candidate.failure;
  const { failure, isTold } = judge(previous, { kind, code: error.code, at: clock.now() }, reminderHours);
  // When a server is down, that is told once, and not of each of its connections.
  const isKnown = kind === 'unreachable' && downBefore.has(originOf(candidate.connection));
  return { failure, isTold: isTold && !isKnown };
}

/** The instance remembers it no longer when the storage does. */
async function save(
  refreshing: Refreshing,
  { candidate, outcome, failure }: Settled & { outcome: Failed },
): Promise<void> {
  const { failures, flights, savingFailures } = instanceMemory(refreshing.run.instance);
  const { connection } = candidate;
  const place = placeOf(refreshing, candidate);
  // Another run has refreshed it meanwhile, or is about to: what comes of that is newer.
  if (!failure || failures.get(place)?.failure !== failure || flights.isUnderWay(place)) return;
  const saving = refreshing
    .storageOf(connection)
    .saveFailure(connection, failure, outcome.refreshToken)
    .then((isSaved) => {
      if (isSaved) failures.delete(place);
    })
    .catch((error: unknown) => {
      if (!isFunctionError(error)) throw error;
    })
    .finally(() => savingFailures.delete(place));
  savingFailures.set(place, saving);
  await saving;
}

function remember(
  refreshing: Refreshing,
  candidate: Candidate,
  failure: Failure,
  refreshToken: string | undefined,
): void {
  const { failures } = instanceMemory(refreshing.run.instance);
  failures.set(placeOf(refreshing, candidate), { failure, refreshToken });
}

function noteGood(
  refreshing: Refreshing,
  candidate: Candidate,
  { connection, tokens }: Refreshed | Good | Elsewhere,
): void {
  instanceMemory(refreshing.run.instance).failures.delete(placeOf(refreshing, candidate));
  refreshing.storageOf(connection).noteGood(connection, tokens);
}

const unanswered = () =>
  new FunctionError(
    'DEADLINE_EXCEEDED',
    'it was not done within DEADLINE_MS, which left it half of the run and more; what still comes of it is stored',
  );
