export const HOUR_MS = 3_600_000;
export const MINUTE_MS = 60_000;

/** What is simulated. Times count from the start. */
export interface Scenario {
  connections: number;
  shards: number;
  forMs: number;
  generation: 'V1' | 'V2';
  lifetimeSecs: number;
  withinSecs: number;
  /** Share of the connections that die, at times of their own. */
  deadShare: number;
  /** Share of the runs whose instance is killed at a random moment. */
  killedShare: number;
  /** Of the first of the providers, which a third of the connections have. */
  outage?: { fromMs: number; toMs: number } | undefined;
  /** Medians of what takes time. */
  tokenMs: number;
  storeMs: number;
  secretMs: number;
  seed: number;
}

/** A day of 20,000 connections, on ten schedules, which is all that V1 has. */
export const NIGHT: Scenario = {
  connections: 20_000,
  shards: 10,
  forMs: 24 * HOUR_MS,
  generation: 'V1',
  lifetimeSecs: 3_600,
  withinSecs: 900,
  deadShare: 0.03,
  killedShare: 0.02,
  outage: { fromMs: 8 * HOUR_MS, toMs: 10 * HOUR_MS },
  tokenMs: 150,
  storeMs: 25,
  secretMs: 30,
  seed: 1,
};

export const PROVIDERS = 3;
export const providerOf = (connection: number): number => connection % PROVIDERS;
export const nameOf = (connection: number): string => `merchant-${connection}`;
export const tokenUrlOf = (provider: number): string => `https://provider-${provider}.example.com/token`;

/** When a connection dies, in milliseconds since the start; `Infinity` for those that do not. */
export function diesAt({ connections, deadShare, forMs, seed }: Scenario, connection: number): number {
  const isDead = ((connection * 7_919 + seed) % connections) / connections < deadShare;
  return isDead ? (((connection * 104_729 + seed) % 10_007) / 10_007) * forMs : Infinity;
}
