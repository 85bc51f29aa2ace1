import type { FunctionError } from '@lp-functions/platform';
import { originOf } from '../connections/connection.ts';
import type { Problem } from '../connections/read-connections.ts';
import { type Failure, isReminderWithoutTry, judge, type Reminders } from '../memory/failure.ts';
import { instanceMemory } from '../memory/instance.ts';
import type { Origins } from '../order/origins.ts';
import type { Candidate, Plan } from '../order/plan.ts';
import { isoTime } from '../storage/token-set.ts';
import { dead } from './confirm.ts';
import { reasonOf, refreshFailed, type Told } from './notice.ts';
import type { RefreshRun } from './one.ts';
import type { Settled, Settlement } from './settle.ts';

/** `expiresAt` and `since` are ISO 8601; `expiresAt` is null when no lifetime is known. */
export interface RefreshResult {
  refreshed: { connection: string; expiresAt: string | null; rotated: boolean }[];
  /** What is well, and what is known to fail. */
  skipped: { connection: string; reason: string; expiresAt: string | null; since?: string | null }[];
  /** What comes in a later run. */
  postponed: { connection: string }[];
  /** What had failed, and is well again. */
  recovered: string[];
  /** Nothing: with failures that have to be told the run fails. */
  failed: [];
}

/** What a run has come to. */
export interface Conclusion {
  candidates: readonly Candidate[];
  plan: Plan;
  settlement: Settlement;
  origins: Origins;
  problems: readonly Problem[];
  /** Servers that are down, by origin; brought up to date here. */
  outages: Map<string, Failure>;
  /** Those that were down before. */
  downBefore: ReadonlyMap<string, Failure>;
  /** Brought up to date here. */
  reminders: Reminders;
  reminderHours: number;
}

/**
 * The result of a run.
 * @throws `REFRESH_FAILED` when there is something that somebody has to hear of
 */
export function conclude(run: RefreshRun, conclusion: Conclusion): RefreshResult {
  const result: RefreshResult = { refreshed: [], skipped: [], postponed: [], recovered: [], failed: [] };
  const told: Told[] = [];
  const { candidates, plan, settlement } = conclusion;
  const good = new Set(plan.good);
  const due = new Set(plan.due);
  const reminded = remindersIn(run, conclusion);
  // In the order in which they are configured.
  for (const candidate of candidates) {
    const { connection, known, failure } = candidate;
    const settled = settlement.settled.get(connection.name);
    if (settled) addSettled(result, settled, told);
    else if (due.has(candidate)) addUntouched(result, candidate, conclusion);
    else if (reminded.has(candidate)) told.push({ name: connection.name, error: dead() });
    else if (!good.has(candidate)) addFailing(result, candidate, failure);
    else {
      const expiresAt = isoTime(known?.expiresAt);
      result.skipped.push({ connection: connection.name, reason: 'not due', expiresAt });
    }
  }
  noteOutages(run, conclusion, told);
  addProblems(run, conclusion, result, told);
  if (told.length === 0) return result;
  const { refreshed, postponed, skipped, recovered } = result;
  const others = `${refreshed.length} refreshed, ${postponed.length} postponed, ${skipped.length} skipped`;
  throw refreshFailed(run, { told, total: candidates.length, others, recovered });
}

function addSettled(
  result: RefreshResult,
  { candidate, outcome, failure, isTold }: Settled,
  told: Told[],
): void {
  const { name } = candidate.connection;
  switch (outcome.status) {
    case 'refreshed': {
      const { tokens, rotated } = outcome;
      result.refreshed.push({ connection: name, expiresAt: isoTime(tokens.expires_at), rotated });
      break;
    }
    case 'good':
    case 'elsewhere': {
      const reason = outcome.status === 'good' ? 'not due' : 'refreshed by another run';
      result.skipped.push({ connection: name, reason, expiresAt: isoTime(outcome.tokens.expires_at) });
      break;
    }
    case 'failed':
      if (isTold) told.push({ name, error: outcome.error });
      else addFailing(result, candidate, failure);
      return;
    default:
      result.postponed.push({ connection: name });
      return;
  }
  if (candidate.failure) result.recovered.push(name);
}

/** What was due, and was not reached: for want of time, or because its server is down. */
function addUntouched(
  result: RefreshResult,
  candidate: Candidate,
  { origins, downBefore, plan }: Conclusion,
): void {
  const origin = originOf(candidate.connection);
  const outage = origins.isLeftAlone(origin) ? downBefore.get(origin) : undefined;
  const isHeldBack = plan.afterAnswer.has(candidate) && !origins.hasAnswered(origin);
  const failure = outage ?? (isHeldBack ? candidate.failure : undefined);
  if (failure) addFailing(result, candidate, failure);
  else result.postponed.push({ connection: candidate.connection.name });
}

function addFailing(
  result: RefreshResult,
  { connection, known }: Candidate,
  failure: Failure | undefined,
): void {
  if (!failure) return;
  result.skipped.push({
    connection: connection.name,
    reason: reasonOf(failure),
    expiresAt: isoTime(known?.expiresAt),
    since: isoTime(failure.since),
  });
}

/** Dead grants that are asked once a day, where somebody wants to hear of them more often. */
function remindersIn(
  { clock }: RefreshRun,
  { plan, reminders, reminderHours }: Conclusion,
): ReadonlySet<Candidate> {
  const now = Math.floor(clock.now() / 1_000);
  // Who has just begun does not know what others have told.
  const { at = now } = reminders;
  const due = plan.waiting.filter(
    ({ failure }) => failure && isReminderWithoutTry(failure, at, now, reminderHours),
  );
  if (due.length > 0 || reminders.at === undefined) reminders.at = now;
  return new Set(due);
}

/** Remembers which servers are down, and reminds of those that stay so. */
function noteOutages({ clock }: RefreshRun, conclusion: Conclusion, told: Told[]): void {
  const { settlement, origins, outages, downBefore, reminderHours } = conclusion;
  const tried = new Map<string, FunctionError | undefined>();
  for (const { candidate, outcome } of settlement.settled.values()) {
    const origin = originOf(candidate.connection);
    const isError = outcome.status === 'failed' && outcome.kind === 'unreachable';
    if (isError || !tried.has(origin)) tried.set(origin, isError ? outcome.error : undefined);
  }
  for (const [origin, error] of tried) {
    if (!origins.isLeftAlone(origin)) {
      if (origins.hasAnswered(origin)) outages.delete(origin);
      continue;
    }
    if (!error) continue;
    const before = downBefore.get(origin);
    // It is tried in every run, as what is ours to mend.
    const { failure, isTold } = judge(
      before,
      { kind: 'ours', code: error.code, at: clock.now() },
      reminderHours,
    );
    outages.set(origin, failure);
    // When it is new, its connections have told it.
    if (before && isTold) told.push({ name: new URL(origin).host, error });
  }
}

/** Malformed groups and the like are told like connections; what tells of them is what the instance remembers. */
function addProblems(
  { clock, instance }: RefreshRun,
  { problems, reminderHours }: Conclusion,
  result: RefreshResult,
  told: Told[],
): void {
  const remembered = instanceMemory(instance).problems;
  for (const { place, error } of problems) {
    const before = remembered.get(place);
    const { failure, isTold } = judge(
      before,
      { kind: 'ours', code: error.code, at: clock.now() },
      reminderHours,
    );
    remembered.set(place, failure);
    if (isTold) told.push({ name: place, error });
    else {
      const since = isoTime(failure.since);
      result.skipped.push({ connection: place, reason: error.message, expiresAt: null, since });
    }
  }
  const places = new Set(problems.map(({ place }) => place));
  for (const place of remembered.keys()) if (!places.has(place)) remembered.delete(place);
}
