import type { Clock } from '@lp-functions/platform';

/** So many failures in a row, and an origin is left alone for the rest of the run. */
const FAILURES_IN_A_ROW = 3;
/** The same for saying that it is busy, with pauses that double. */
const BUSY_IN_A_ROW = 4;
const FIRST_BUSY_PAUSE_MS = 250;

/** What a run sees of one server that it asks for tokens. */
interface Origin {
  /** Jobs under way. */
  active: number;
  failuresInARow: number;
  busyInARow: number;
  hasAnswered: boolean;
  /** It was down when the last run ended, so one job finds out whether it still is. */
  isOnProbation: boolean;
  isLeftAlone: boolean;
  /** It has asked not to be asked before then; milliseconds since the epoch. */
  resumesAt: number;
  /** When it last said that it is busy. */
  busyAt: number;
}

/**
 * The servers that a run asks, by their origins: who is sick is left alone, whatever waits for it, and takes nobody
 * else's time.
 */
export interface Origins {
  /** Whether another job may begin there now. */
  mayBegin(origin: string): boolean;
  active(origin: string): number;
  hasAnswered(origin: string): boolean;
  isLeftAlone(origin: string): boolean;
  /** Not before then; milliseconds since the epoch, 0 if any time is right. */
  resumesAt(origin: string): number;
  begin(origin: string): void;
  end(origin: string): void;
  /** It has given an answer, be it a refusal. */
  answered(origin: string): void;
  /** It gave no answer, or said that it has a problem of its own. @param resumesAt when it wants to be asked again */
  failed(origin: string, resumesAt?: number): void;
  /**
   * It was asked too often. Of many requests at once, all but some get this answer: those that began before it
   * count as one.
   * @param beganAt when the request began
   * @param wishMs when it wants to be asked again @default after a pause that doubles each time
   */
  busy(origin: string, beganAt: number, wishMs?: number): void;
}

/** @param isDown whether an origin was down when the last run ended */
export function createOrigins(clock: Clock, isDown: (origin: string) => boolean): Origins {
  const known = new Map<string, Origin>();
  const at = (url: string): Origin => {
    const found = known.get(url);
    if (found) return found;
    const origin: Origin = {
      active: 0,
      failuresInARow: 0,
      busyInARow: 0,
      hasAnswered: false,
      isOnProbation: isDown(url),
      isLeftAlone: false,
      resumesAt: 0,
      busyAt: 0,
    };
    known.set(url, origin);
    return origin;
  };
  const pauseUntil = (origin: Origin, time: number) => {
    origin.resumesAt = Math.max(origin.resumesAt, time);
  };

  return {
    mayBegin(url) {
      const { active, isLeftAlone, isOnProbation, resumesAt } = at(url);
      return !isLeftAlone && resumesAt <= clock.now() && !(isOnProbation && active > 0);
    },
    active: (url) => at(url).active,
    hasAnswered: (url) => at(url).hasAnswered,
    isLeftAlone: (url) => at(url).isLeftAlone,
    resumesAt: (url) => at(url).resumesAt,
    begin(url) {
      at(url).active += 1;
    },
    end(url) {
      at(url).active -= 1;
    },
    answered(url) {
      Object.assign(at(url), { failuresInARow: 0, busyInARow: 0, hasAnswered: true, isOnProbation: false });
    },
    failed(url, resumesAt = 0) {
      const origin = at(url);
      pauseUntil(origin, resumesAt);
      origin.failuresInARow += 1;
      origin.isLeftAlone ||= origin.isOnProbation || origin.failuresInARow >= FAILURES_IN_A_ROW;
    },
    busy(url, beganAt, wishMs) {
      const origin = at(url);
      const isOneOfMany = beganAt < origin.busyAt;
      origin.busyAt = clock.now();
      if (!isOneOfMany) origin.busyInARow += 1;
      origin.isLeftAlone ||= origin.isOnProbation || origin.busyInARow >= BUSY_IN_A_ROW;
      pauseUntil(origin, clock.now() + (wishMs ?? FIRST_BUSY_PAUSE_MS * 2 ** (origin.busyInARow - 1)));
    },
  };
}
