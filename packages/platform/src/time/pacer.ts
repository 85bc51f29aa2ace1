import { type Clock, sleep } from './clock.ts';

/** Lets those who wait for it pass one by one, in order. */
export interface Pacer {
  /** Resolves when it is the caller's turn. */
  turn(): Promise<void>;
}

/** @param perSecond how many may pass in a second */
export function createPacer(clock: Clock, perSecond: number): Pacer {
  const intervalMs = Math.ceil(1_000 / perSecond);
  let nextAt = 0;
  let seenAt = 0;
  return {
    turn() {
      const now = clock.now();
      // A clock that was set back takes the next turn along; else nobody would pass until it has caught up.
      if (now < seenAt) nextAt -= seenAt - now;
      seenAt = now;
      const at = Math.max(nextAt, now);
      nextAt = at + intervalMs;
      return at > now ? sleep(clock, at - now) : Promise.resolve();
    },
  };
}
