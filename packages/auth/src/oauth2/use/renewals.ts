const FIRST_PAUSE_MS = 60_000;
const MAX_PAUSE_MS = 900_000;

/** Whether renewing a token after a 401 is of any use. */
export interface Renewals {
  /** @param now milliseconds since the epoch */
  areAllowed(now: number): boolean;
  /** What an API made of a renewed token; runs that share one may all report it. */
  report(token: string, isAccepted: boolean, now: number): void;
}

/**
 * Some APIs answer 401 where the client lacks a permission, whatever the token. After a renewal in vain there
 * is none for a minute, and for twice as long each time, up to a quarter of an hour.
 */
export function createRenewals(): Renewals {
  let inVain = 0;
  let refusedToken = '';
  let refusedAt = 0;
  return {
    areAllowed(now) {
      const pauseMs = inVain ? Math.min(FIRST_PAUSE_MS * 2 ** (inVain - 1), MAX_PAUSE_MS) : 0;
      // A clock that was set back must not make the pause longer.
      return now >= refusedAt + pauseMs || now < refusedAt;
    },
    report(token, isAccepted, now) {
      if (isAccepted) {
        inVain = 0;
      } else if (token !== refusedToken) {
        inVain += 1;
        refusedToken = token;
        refusedAt = now;
      }
    },
  };
}
