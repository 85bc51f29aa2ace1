import { type Instance, perInstance } from '@lp-functions/platform';

/** A token that an instance keeps from run to run. */
export interface KeptToken {
  token: string;
  /** When it was got: milliseconds since the epoch. */
  since: number;
  /** Until when it is used: milliseconds since the epoch. */
  until: number;
}

const keptTokens = perInstance(() => new Map<string, KeptToken>());

/**
 * What the runs of one instance share; not good until somebody fills it.
 * @param key has to tell apart all that makes tokens different
 */
export function keptToken(instance: Instance, key: string): KeptToken {
  const tokens = keptTokens(instance);
  const kept = tokens.get(key) ?? { token: '', since: 0, until: 0 };
  tokens.set(key, kept);
  return kept;
}

/**
 * Before it was got there is no token: then the clock was set back, and nobody knows for how long this one is
 * good.
 */
export const isGood = ({ since, until }: KeptToken, now: number): boolean => now >= since && now < until;
