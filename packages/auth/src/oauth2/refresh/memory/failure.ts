/** What is known of a connection that fails; `tokenSet` secrets hold it as it is. Times in seconds since the epoch. */
export interface Failure {
  /** Of the last error. */
  code: string;
  /** When it began. */
  since: number;
  /** How often it was tried since then. */
  count: number;
  /** Until then it is left alone, unless a run is forced. */
  next_try: number;
}

/**
 * What kind of failure it is, by who has to do something about it:
 * - `dead`: the grant is over; a person connects the account again
 * - `refused`: the server answered, and not with a token
 * - `unreachable`: the server has a problem of its own, as all its connections have
 * - `ours`: settings, secrets or a storage
 */
export type FailureKind = 'dead' | 'refused' | 'unreachable' | 'ours';

export interface FailedTry {
  kind: FailureKind;
  code: string;
  /** Milliseconds since the epoch. */
  at: number;
}

const DAY_SECS = 86_400;
const SHORTEST_WAIT_SECS = 60;
/**
 * The next wait as a part of the time since the failure began. 1 doubles the waits. What ends for everybody at once is
 * asked more often, so that after two hours nobody waits longer than ten minutes.
 */
const GROWTH = { refused: 1, unreachable: 1 / 12 };

export interface Judgement {
  failure: Failure;
  /** Whether somebody has to hear of it: it is new, or has lasted another `reminderHours`. */
  isTold: boolean;
}

/**
 * What to remember after a failed try, and whether to tell. A dead grant stays one, whatever happens when it is asked
 * again; one that dies after other failures is told as a new failure.
 */
export function judge(previous: Failure | undefined, failed: FailedTry, reminderHours: number): Judgement {
  const now = Math.floor(failed.at / 1_000);
  const isDead = failed.kind === 'dead' || previous?.code === 'REAUTH_REQUIRED';
  const isNew = !previous || (isDead && previous.code !== 'REAUTH_REQUIRED');
  const since = isNew ? now : previous.since;
  return {
    failure: {
      code: isDead ? 'REAUTH_REQUIRED' : failed.code,
      since,
      count: isNew ? 1 : previous.count + 1,
      next_try: nextTry(since, isDead ? 'dead' : failed.kind, now, reminderHours),
    },
    isTold: isNew || isReminder(previous, now, reminderHours),
  };
}

/** Whether it is left alone for now. A time that makes no sense, as after a clock was set back, does not count. */
export const isWaiting = ({ next_try }: Failure, nowMs: number): boolean =>
  next_try * 1_000 > nowMs && next_try * 1_000 <= nowMs + DAY_SECS * 1_000;

/** @returns seconds since the epoch */
function nextTry(since: number, kind: FailureKind, now: number, reminderHours: number): number {
  const periods = periodsSince(since, now, reminderHours);
  const startOfPeriod = (period: number) => since + period * reminderHours * 3_600;
  switch (kind) {
    case 'dead':
      return now + DAY_SECS;
    case 'ours':
      // Nobody is asked in vain, and once it is mended it works at once. What has just been told is told once.
      return periods > 0 && now === startOfPeriod(periods) ? now + 1 : now;
    default: {
      const wait = Math.ceil((now - since) * GROWTH[kind]);
      const waited = now + Math.min(Math.max(wait, SHORTEST_WAIT_SECS), DAY_SECS);
      // A reminder is a try that failed again: nobody is reminded of what has long recovered.
      return Math.min(waited, startOfPeriod(periods + 1));
    }
  }
}

/**
 * Whether a period of `reminderHours` has ended since the try before this one. When that was is not stored: a dead
 * grant was tried a day before its next try, and all others are tried at each end of a period.
 */
function isReminder({ code, since, next_try }: Failure, now: number, reminderHours: number): boolean {
  const before = code === 'REAUTH_REQUIRED' ? next_try - DAY_SECS : next_try - 1;
  return periodsSince(since, now, reminderHours) > periodsSince(since, before, reminderHours);
}

/** Reminders that needed no try. */
export interface Reminders {
  /** When somebody was reminded last; of what fell due before then nobody has to hear. Seconds since the epoch. */
  at: number | undefined;
}

/** Whether somebody has to be reminded of a dead grant in a period in which it is not asked. */
export function isReminderWithoutTry(
  { code, since, next_try }: Failure,
  remindedAt: number,
  now: number,
  reminderHours: number,
): boolean {
  const periodOf = (time: number) => periodsSince(since, time, reminderHours);
  const lastTry = next_try - DAY_SECS;
  const hasFallenDue = periodOf(now) > periodOf(Math.max(lastTry, remindedAt));
  return code === 'REAUTH_REQUIRED' && hasFallenDue && periodOf(next_try) > periodOf(now);
}

const periodsSince = (since: number, time: number, hours: number): number =>
  Math.floor(Math.max(time - since, 0) / (hours * 3_600));

/** A failure as somebody stored it; `undefined` for what is none. */
export function readFailure(value: unknown): Failure | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const { code, since, count, next_try }: { [name in keyof Failure]?: unknown } = value;
  const isFailure = typeof code === 'string' && isTime(since) && isTime(next_try);
  return isFailure ? { code, since, next_try, count: isTime(count) ? count : 1 } : undefined;
}

const isTime = (value: unknown): value is number => typeof value === 'number' && Number.isFinite(value);
