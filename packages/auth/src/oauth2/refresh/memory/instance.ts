import crypto from 'node:crypto';
import { type Instance, perInstance } from '@lp-functions/platform';
import { type SingleFlight, singleFlight } from '@lp-functions/platform/internal';
import type { Outcome } from '../outcome.ts';
import type { TokenSet } from '../storage/token-set.ts';
import type { Failure, Reminders } from './failure.ts';

/** The tokens that a server gave last. */
export interface Exchanged {
  tokens: TokenSet;
  /** The refresh tokens that were spent for them and those before, the newest last. */
  spent: readonly string[];
  /** Whether the storage has them. */
  isSaved: boolean;
  /** When the server gave them: milliseconds since the epoch. */
  at: number;
}

export interface RememberedFailure {
  failure: Failure;
  /** The one that failed: another one has not. */
  refreshToken: string | undefined;
}

/**
 * What an instance keeps from run to run. Most maps are keyed by the place of a connection's refresh token, as
 * `TokenStorage.placeOf` names it.
 */
export interface InstanceMemory {
  /** For leases, which tell instances apart. */
  readonly id: string;
  /** Refreshes under way, perhaps for another run. */
  readonly flights: SingleFlight<Outcome>;
  readonly exchanged: Map<string, Exchanged>;
  /** Failures on their way into a storage; what is refreshed meanwhile would be overwritten. */
  readonly savingFailures: Map<string, Promise<void>>;
  /** Failures that no storage holds. */
  readonly failures: Map<string, RememberedFailure>;
  /** Refresh tokens that were refused, and when: milliseconds since the epoch. */
  readonly refused: Map<string, { refreshToken: string; at: number }>;
  /** Servers that are down, by origin. */
  readonly outages: Map<string, Failure>;
  readonly reminders: Reminders;
  /** Problems of the configuration, by place. */
  readonly problems: Map<string, Failure>;
  /** Secrets that are known to exist, by the account's name. */
  readonly existing: Set<string>;
}

/** The same in all runs of an instance. */
export const instanceMemory: (instance: Instance) => InstanceMemory = perInstance(() => ({
  id: crypto.randomUUID(),
  flights: singleFlight<Outcome>(),
  exchanged: new Map(),
  savingFailures: new Map(),
  failures: new Map(),
  refused: new Map(),
  outages: new Map(),
  reminders: { at: undefined },
  problems: new Map(),
  existing: new Set(),
}));
