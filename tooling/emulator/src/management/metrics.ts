import type { RunRecord } from '../state/history.ts';

export interface MetricsQuery {
  /** Milliseconds since the epoch. */
  from: number;
  to: number;
  bucketMs: number;
  /** Names of states as the tool spells them: V1's says UNKOWN. */
  states: readonly string[];
}

/** How many runs ended how, by period. */
export function metricsOf(
  runs: readonly RunRecord[],
  { from, to, bucketMs, states }: MetricsQuery,
): Record<string, number>[] {
  const buckets: Record<string, number>[] = [];
  for (let start = from; start < to; start += bucketMs) {
    const end = Math.min(start + bucketMs, to);
    const inside = runs.filter(({ startedAt }) => startedAt >= start && startedAt < end);
    const counts = states.map((state) => [state, inside.filter((run) => run.state === state).length]);
    buckets.push({ from: start, to: end, ...Object.fromEntries(counts) });
  }
  return buckets;
}
