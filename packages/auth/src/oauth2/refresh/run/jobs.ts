import { originOf } from '../connections/connection.ts';
import type { Job } from '../order/fair-work.ts';
import type { Candidate, Plan } from '../order/plan.ts';
import type { Refused } from '../outcome.ts';
import { confirmRefusal } from './confirm.ts';
import { type Refreshing, refreshOne } from './one.ts';
import type { Settlement } from './settle.ts';

/** How often a request that was not processed is sent in one run. */
const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;
/** When to look whether another run has stored a token: parts of the time that it may take. Most have after the first. */
const LOOKS = [1 / 4, 1] as const;

export interface JobContext {
  refreshing: Refreshing;
  settlement: Settlement;
  /** How long to wait until a refused token is dead for certain. */
  confirmMs: number;
}

/** The part of a plan that a run works on. */
export type Work = Pick<Plan, 'due' | 'afterAnswer'>;

/** What a run has to do, in order. */
export const jobsOf = ({ due, afterAnswer }: Work, context: JobContext): Job[] =>
  due.map((candidate) => ({
    ...refreshJob(context, candidate, 0),
    isAfterAnswer: afterAnswer.has(candidate),
  }));

/** Nothing waits in a slot: what has to be done later is a job of its own. */
function refreshJob(context: JobContext, candidate: Candidate, attemptsBefore: number): Job {
  const { refreshing, settlement } = context;
  return {
    origin: originOf(candidate.connection),
    async work() {
      settlement.begin(candidate);
      const outcome = await refreshOne(refreshing, candidate.connection, attemptsBefore);
      if (outcome.status === 'refused') {
        settlement.note(candidate, outcome);
        const { refreshToken, at } = outcome;
        await refreshing
          .storageOf(candidate.connection)
          .noteRefusal?.(candidate.connection, refreshToken, at);
        return lookJob(context, candidate, outcome, 0);
      }
      const attempts = attemptsBefore + 1;
      if (outcome.status !== 'failed' || !outcome.isRepeatable || attempts === MAX_ATTEMPTS) {
        settlement.settle(candidate, outcome);
        if (refreshing.storageOf(candidate.connection).rewritesTokens && outcome.status === 'failed') {
          return saveJob(context, candidate);
        }
        await settlement.saveFailure(candidate);
        return undefined;
      }
      settlement.note(candidate, outcome);
      const { clock, random } = refreshing.run;
      const pauseMs = FIRST_PAUSE_MS * 2 ** attemptsBefore * (0.5 + random() / 2);
      return { ...refreshJob(context, candidate, attempts), notBefore: clock.now() + pauseMs };
    },
  };
}

/** Asks the storage only, whatever the server does. */
function lookJob(context: JobContext, candidate: Candidate, refused: Refused, look: number): Job {
  const { refreshing, settlement, confirmMs } = context;
  return {
    notBefore: refused.at + confirmMs * (LOOKS[look] ?? 1),
    async work() {
      const isLast = look + 1 >= LOOKS.length;
      const outcome = await confirmRefusal(refreshing, candidate.connection, refused, isLast);
      if (!outcome) return lookJob(context, candidate, refused, look + 1);
      settlement.settle(candidate, outcome);
      await settlement.saveFailure(candidate);
      return undefined;
    },
  };
}

/** Saves a failure when another run that asked at the same moment is likely to have stored its tokens. */
function saveJob({ refreshing, settlement, confirmMs }: JobContext, candidate: Candidate): Job {
  return {
    notBefore: refreshing.run.clock.now() + confirmMs * LOOKS[0],
    async work() {
      await settlement.saveFailure(candidate);
      return undefined;
    },
  };
}
