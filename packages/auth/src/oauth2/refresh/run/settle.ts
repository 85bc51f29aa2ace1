import { FunctionError, isFunctionError } from '@lp-functions/platform';
import { originOf } from '../connections/connection.ts';
import { type Failure, judge } from '../memory/failure.ts';
import { instanceMemory } from '../memory/instance.ts';
import { concurrently } from '../order/concurrently.ts';
import type { Candidate } from '../order/plan.ts';
import { type Failed, failed, type Outcome } from '../outcome.ts';
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

/** Takes down what became of connections, and sees to it that failures are remembered. */
export interface Settlement {
  /** By name of the connection. */
  readonly settled: ReadonlyMap<string, Settled>;
  /** Somebody has begun to work on it. */
  begin(candidate: Candidate): void;
  /** The outcome, unless there is another one later. */
  note(candidate: Candidate, outcome: Outcome): void;
  settle(candidate: Candidate, outcome: Outcome): Promise<void>;
  /**
   * Settles what was only noted, and what has taken so long that the run is over before its end.
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

  const settle = async (candidate: Candidate, outcome: Outcome) => {
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
      settled.set(connection.name, { candidate, outcome, failure, isTold });
      await remember(refreshing, candidate, outcome, failure);
      return;
    }
    settled.set(connection.name, { candidate, outcome, failure: undefined, isTold: false });
    if (outcome.status === 'late' || outcome.status === 'refused') return;
    forget(refreshing, candidate);
    refreshing.storageOf(connection).noteGood(outcome.connection, outcome.tokens);
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
    async settleRest(since) {
      const late = [...underWay.values()]
        .filter((each) => each.since <= since)
        .map(({ candidate }) => ({ candidate, outcome: failed(unanswered(), 'ours') }));
      await concurrently([...noted.values(), ...late], ({ candidate, outcome }) =>
        settle(candidate, outcome),
      );
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

/** In the storage, if it is to outlive the instance and the storage can; else in the instance. */
async function remember(
  refreshing: Refreshing,
  candidate: Candidate,
  outcome: Failed,
  failure: Failure,
): Promise<void> {
  const { failures, flights, savingFailures } = instanceMemory(refreshing.run.instance);
  const { connection } = candidate;
  const place = placeOf(refreshing, candidate);
  failures.set(place, { failure, refreshToken: outcome.refreshToken });
  // Another run has begun to refresh it: what comes of that is newer.
  if (outcome.kind === 'ours' || flights.isUnderWay(place)) return;
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

function forget(refreshing: Refreshing, candidate: Candidate): void {
  instanceMemory(refreshing.run.instance).failures.delete(placeOf(refreshing, candidate));
}

const unanswered = () =>
  new FunctionError(
    'DEADLINE_EXCEEDED',
    'it was not done within DEADLINE_MS, which left it half of the run and more; what still comes of it is stored',
  );
