/** Remembers what has been used, as RFC 5849 section 3.3 asks of servers. */
export interface ReplayGuard {
  /** @returns why the pair must be refused, or nothing when it is new and current */
  check(timestamp: string, nonce: string, client: string): string | undefined;
}

interface ReplayOptions {
  /** Seconds since the epoch. @default the system's */
  nowSecs?: () => number;
  /** How far a timestamp may be off, either way. @default 300 */
  windowSecs?: number;
}

export function createReplayGuard({
  nowSecs = () => Date.now() / 1_000,
  windowSecs = 300,
}: ReplayOptions = {}): ReplayGuard {
  const used = new Set<string>();
  return {
    check(timestamp, nonce, client) {
      if (Math.abs(nowSecs() - Number(timestamp)) > windowSecs) return 'the timestamp is too far off';
      const key = JSON.stringify([client, timestamp, nonce]);
      if (used.has(key)) return 'the nonce was used before';
      used.add(key);
      return undefined;
    },
  };
}
