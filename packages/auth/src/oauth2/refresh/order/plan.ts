import { type Connection, originOf } from '../connections/connection.ts';
import { type Failure, isWaiting } from '../memory/failure.ts';
import type { Known } from '../storage/token-storage.ts';
import { grouped } from './grouped.ts';

/** A connection, and what is known of it before it is looked at. */
export interface Candidate {
  connection: Connection;
  known: Known | undefined;
  /** As it is stored, or as the instance remembers it. */
  failure: Failure | undefined;
  /** Whether new tokens have not reached the storage yet. */
  isUnsaved: boolean;
  /** When this instance got its tokens: milliseconds since the epoch, 0 when it did not. */
  refreshedAt: number;
}

export interface Plan {
  /** What is to be refreshed, in this order. */
  due: Candidate[];
  /** Those of them that could not reach their server: to be refreshed when that answers somebody else. */
  afterAnswer: Set<Candidate>;
  /** Known failures that are not tried in this run. */
  waiting: Candidate[];
  /** What is good for longer. */
  good: Candidate[];
}

export interface PlanOptions {
  /** Milliseconds since the epoch. */
  now: number;
  isForced: boolean;
  /** Whether a server was down when the last run ended, by its origin. */
  isDown(origin: string): boolean;
  random(): number;
}

/** Codes of failures that end for all connections of a server at once. */
const UNREACHABLE: readonly string[] = ['NETWORK_ERROR', 'TIMEOUT', 'RATE_LIMITED', 'DOMAIN_NOT_ALLOWLISTED'];
export const isUnreachable = ({ code }: Failure): boolean => UNREACHABLE.includes(code);

/** Divides connections into what is to be done now and what is not, and says in which order. */
export function planOf(candidates: readonly Candidate[], options: PlanOptions): Plan {
  const { now, isForced } = options;
  const plan: Plan = { due: [], afterAnswer: new Set(), waiting: [], good: [] };
  for (const candidate of candidates) {
    const { failure } = candidate;
    // What has not reached the storage is not known to whoever has noted a failure there.
    if (isForced || hasUnstored(candidate)) plan.due.push(candidate);
    else if (!isDue(candidate, now)) plan.good.push(candidate);
    else if (!failure || !isWaiting(failure, now)) plan.due.push(candidate);
    else if (isUnreachable(failure)) plan.afterAnswer.add(candidate);
    else plan.waiting.push(candidate);
  }
  const probes = probesOf(plan.due, options);
  const ordered = inOrder([...plan.due, ...plan.afterAnswer], options);
  plan.due = [...new Set([...probes, ...ordered])];
  return plan;
}

/** Whether this instance has newer tokens than the storage. */
const hasUnstored = ({ known, isUnsaved }: Candidate): boolean => isUnsaved || known?.isBehind === true;

function isDue({ connection, known }: Candidate, now: number): boolean {
  const { withinSecs } = connection.group;
  if (withinSecs === 0 || known?.expiresAt === undefined) return true;
  return (known.expiresAt - withinSecs) * 1_000 <= now;
}

/**
 * - tokens that only this instance has: nothing is more urgent than to store them
 * - connections that nobody knows, which may be new
 * - by expiry what has a quarter of `withinSecs` left at most, or has expired less than `withinSecs` ago: who has been
 *   without a token for longer, as after an outage, has less to lose
 * - all others by expiry
 * - those without a lifetime, which are due in every run: whose turn was longest ago
 * - those that have failed more than once, unless it was their server: whoever is well does not wait for them
 */
const RANKS = { unsaved: 0, unknown: 1, urgent: 2, expiring: 3, lifetimeless: 4, failing: 5 };

function rankOf(candidate: Candidate, { now, isDown }: PlanOptions): number {
  const { connection, known, failure } = candidate;
  if (hasUnstored(candidate)) return RANKS.unsaved;
  const isFailing = failure !== undefined && failure.count > 1;
  if (isFailing && !isDown(originOf(connection))) return RANKS.failing;
  if (known?.expiresAt !== undefined) {
    const { withinSecs } = connection.group;
    const leftSecs = known.expiresAt - now / 1_000;
    const isUrgent = leftSecs > -withinSecs && leftSecs <= withinSecs / 4;
    return isUrgent ? RANKS.urgent : RANKS.expiring;
  }
  return known?.isLifetimeless ? RANKS.lifetimeless : RANKS.unknown;
}

function inOrder(candidates: readonly Candidate[], options: PlanOptions): Candidate[] {
  const ranked = candidates.map((candidate) => ({
    candidate,
    rank: rankOf(candidate, options),
    time: candidate.known?.expiresAt ?? candidate.refreshedAt,
    // Where nothing else decides, no connection is always the last one.
    chance: options.random(),
  }));
  ranked.sort((a, b) => a.rank - b.rank || a.time - b.time || a.chance - b.chance);
  return ranked.map(({ candidate }) => candidate);
}

/**
 * Of a server that was down, one connection finds out whether it still is: any of them, lest one that it has a problem
 * with keeps all others waiting.
 */
function probesOf(due: readonly Candidate[], { isDown, random }: PlanOptions): Candidate[] {
  const byOrigin = grouped(due, ({ connection }) => originOf(connection));
  return [...byOrigin].flatMap(([origin, candidates]) => {
    if (!isDown(origin)) return [];
    const well = candidates.filter(({ failure }) => !failure);
    const choice = well.length > 0 ? well : candidates;
    return choice[Math.floor(random() * choice.length)] ?? [];
  });
}
