/** What one shard came to; those of several can be added. */
export interface Figures {
  /** Time in which live connections had a provider that answers, in milliseconds, summed up over them. */
  liveMs: number;
  /** Of that the time without a valid access token. */
  invalidMs: number;
  /** Of that what was not within ten minutes after the outage. */
  invalidElsewhereMs: number;
  /** From the end of the outage until the last connection was caught up. */
  caughtUpMs: number;
  /** Most requests that a function sent within a second. */
  peakPerSecond: number;
  refreshes: number;
  tokenCalls: number;
  storeCalls: number;
  deaths: number;
  /** Token requests for grants that were dead. */
  deadCalls: number;
  /** Most of them for one connection within a day. */
  mostDeadCalls: number;
  /** Runs that failed, which is when somebody hears of something. */
  failedRuns: number;
  deathNotices: number;
  outageNotices: number;
  recoveries: number;
  runs: number;
  kills: number;
  /** Of all runs together, the processor time of this machine. */
  cpuMs: number;
  /** Longest run. */
  longestRunMs: number;
  /** Connections without a valid token, though alive, at each of the samples. */
  invalidAt: number[];
  /** Requests of all functions in the minute of each sample. */
  requestsAt: number[];
}

export const SAMPLE_MS = 300_000;

export function noFigures(samples: number): Figures {
  return {
    liveMs: 0,
    invalidMs: 0,
    invalidElsewhereMs: 0,
    caughtUpMs: 0,
    peakPerSecond: 0,
    refreshes: 0,
    tokenCalls: 0,
    storeCalls: 0,
    deaths: 0,
    deadCalls: 0,
    mostDeadCalls: 0,
    failedRuns: 0,
    deathNotices: 0,
    outageNotices: 0,
    recoveries: 0,
    runs: 0,
    kills: 0,
    cpuMs: 0,
    longestRunMs: 0,
    invalidAt: Array(samples).fill(0),
    requestsAt: Array(samples).fill(0),
  };
}

/** Of several shards: what is a maximum stays one. */
export function sum(all: readonly Figures[]): Figures {
  const [first] = all;
  const total = noFigures(first?.invalidAt.length ?? 0);
  const MAXIMA: (keyof Figures)[] = ['caughtUpMs', 'peakPerSecond', 'mostDeadCalls', 'longestRunMs'];
  for (const figures of all) {
    for (const name of Object.keys(total) as (keyof Figures)[]) {
      const value = figures[name];
      const before = total[name];
      if (Array.isArray(value) && Array.isArray(before)) {
        for (const [index, each] of value.entries()) before[index] = (before[index] ?? 0) + each;
      } else if (typeof value === 'number' && typeof before === 'number') {
        Object.assign(total, { [name]: MAXIMA.includes(name) ? Math.max(before, value) : before + value });
      }
    }
  }
  return total;
}
