import { isWaiting } from '../memory/failure.ts';
import { type Candidate, planOf } from '../order/plan.ts';
import { isoTime } from '../storage/token-set.ts';
import { reasonOf } from './notice.ts';
import type { RefreshRun } from './one.ts';
import { open, type RefreshOptions, survey } from './open.ts';

/** What is known of a connection. Times are ISO 8601, null when they are not known. */
export interface ConnectionReport {
  connection: string;
  /** `good` for longer, `due` in the next run, or `failing`. */
  state: 'good' | 'due' | 'failing';
  expiresAt: string | null;
  reason?: string;
  since?: string | null;
  /** Until then it is left alone. */
  nextTry?: string | null;
}

export interface Report {
  connections: ConnectionReport[];
  /** How many are in each state. */
  counts: Record<ConnectionReport['state'], number>;
  /** What is wrong with the configuration. */
  problems: string[];
}

/**
 * The state of connections, without a request to their servers. With the storage `separate` little is known of them.
 * @throws what `open` throws
 */
export async function reportConnections(run: RefreshRun, options: RefreshOptions): Promise<Report> {
  const opened = await open(run, options);
  const now = run.clock.now();
  const candidates = await survey(run, opened);
  const good = new Set(
    planOf(candidates, { now, isForced: false, isDown: () => false, random: () => 0 }).good,
  );
  const connections = candidates.map((candidate) => reportOn(candidate, good.has(candidate), now));
  const counts = { good: 0, due: 0, failing: 0 };
  for (const { state } of connections) counts[state] += 1;
  return { connections, counts, problems: opened.problems.map(({ error }) => error.message) };
}

function reportOn({ connection, known, failure }: Candidate, isGood: boolean, now: number): ConnectionReport {
  const report = { connection: connection.name, expiresAt: isoTime(known?.expiresAt) };
  if (!failure) return { ...report, state: isGood ? 'good' : 'due' };
  return {
    ...report,
    state: 'failing',
    reason: reasonOf(failure),
    since: isoTime(failure.since),
    nextTry: isWaiting(failure, now) ? isoTime(failure.next_try) : null,
  };
}
