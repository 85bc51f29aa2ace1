import { type Clock, sleep } from '@lp-functions/platform';

/** 15 a second: the platform allows a function 20 requests, those of overlapping runs included. */
const INTERVAL_MS = 67;

/** Lets those who wait for it pass one by one, in order. */
export function createPacer(clock: Clock): () => Promise<void> {
  let next = 0;
  return () => {
    const now = clock.now();
    const at = Math.max(next, now);
    next = at + INTERVAL_MS;
    return at > now ? sleep(clock, at - now) : Promise.resolve();
  };
}
