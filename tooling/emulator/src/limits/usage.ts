import type { LogEntry } from '../instance/run.ts';
import type { RunLimits } from './limits.ts';

/** A limit that a run can reach. */
export type BrokenLimit = keyof RunLimits | 'allowlist';

/** What a run used of a limit. */
export interface Share {
  used: number;
  /** Nothing: the generation has no such limit, or limits are off. */
  allowed?: number;
}

export type Usage = Partial<Record<keyof RunLimits, Share>>;

/** What was measured during a run. */
export interface Measured {
  durationMs: number;
  rssBytes: number;
  logs: readonly LogEntry[];
  /** Highest counts of what happened within a second or a minute. */
  peaks: Partial<Record<keyof RunLimits, number>>;
}

export function usageOf({ durationMs, rssBytes, logs, peaks }: Measured, limits: Partial<RunLimits>): Usage {
  const used: Partial<Record<keyof RunLimits, number>> = {
    durationMs: Math.round(durationMs),
    ...(rssBytes > 0 && { memoryMb: Math.ceil(rssBytes / 1_048_576) }),
    logEntries: logs.length,
    logChars: charactersOf(logs),
    ...peaks,
  };
  return Object.fromEntries(
    Object.entries(used).map(([name, value]) => [
      name,
      { used: value, allowed: limits[name as keyof RunLimits] },
    ]),
  );
}

const charactersOf = (logs: readonly LogEntry[]) =>
  logs.reduce((sum, { message }) => sum + message.length, 0);

/** At most 10 entries and 5,000 characters a run; beyond that a single error is kept. */
export function keepLogs(
  logs: readonly LogEntry[],
  { logEntries = Infinity, logChars = Infinity }: Partial<RunLimits>,
): LogEntry[] {
  const chars = charactersOf(logs);
  if (logs.length <= logEntries && chars <= logChars) return [...logs];
  return [{ level: 'error', message: `Log limit exceeded: ${logs.length} entries, ${chars} characters` }];
}

/** Limits whose allowance was exceeded by what was used. */
export function exceeded(usage: Usage): BrokenLimit[] {
  return Object.entries(usage).flatMap(([name, { used, allowed }]) =>
    allowed !== undefined && used > allowed ? [name as keyof RunLimits] : [],
  );
}
