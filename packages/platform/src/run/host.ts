import type { Exchange } from '../http/exchange.ts';
import type { SecretStorage } from '../secrets/storage.ts';
import type { Clock } from '../time/clock.ts';
import type { Instance } from './instance.ts';

/** What tells the generations of the platform apart. */
export interface Generation {
  name: 'V1' | 'V2';
  /** Whether a host has to be listed before requests pass to it. */
  hasAllowlist: boolean;
  /** How many requests a function may send in a second, with a reserve; absent: as many as it likes. */
  requestsPerSecond?: number;
}

/** Its proxy answers 429 to more than 20 requests a second, those of overlapping runs included. */
export const V1: Generation = { name: 'V1', hasAllowlist: true, requestsPerSecond: 15 };

/** Requests go out directly. */
export const V2: Generation = { name: 'V2', hasAllowlist: false };

/** What a generation of the platform offers. V1, V2 and the tests each provide one. */
export interface Host {
  generation: Generation;
  exchange: Exchange;
  secretStorage: SecretStorage;
  env: Record<string, string | undefined>;
  /** The account the function runs for, as the platform says it. */
  accountId: string | undefined;
  clock: Clock;
  /** A number from 0 up to 1, for jitter. Nothing secret depends on it. */
  random(): number;
  /** The same in all runs of an instance. */
  instance: Instance;
}
