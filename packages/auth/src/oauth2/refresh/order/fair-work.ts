import type { Clock } from '@lp-functions/platform';
import type { Origins } from './origins.ts';

/** Something to do, and perhaps to go on with later. It must not reject. */
export interface Job {
  /** Of the server that it asks; absent when it asks none. */
  origin?: string;
  /** Milliseconds since the epoch; until then it takes nobody's place. @default now */
  notBefore?: number;
  /** Waits until its server has answered somebody in this run. @default false */
  isAfterAnswer?: boolean;
  /** @returns what remains to be done, which keeps its place in the order */
  work(): Promise<Job | undefined>;
}

export interface FairWork {
  clock: Clock;
  origins: Origins;
  /** How many jobs go on at the same time. */
  slots: number;
  /** Nothing begins from then on; milliseconds since the epoch. */
  until: number;
  /** How many jobs may begin in a second; absent: as many as there are slots. */
  perSecond?: number | undefined;
}

/** One of so many parts of the slots is what a server has while others wait, and as long as it has not answered. */
const PARTS = 3;

/** A job may begin so much earlier than it is its turn: what timers and a busy processor take costs no turns then. */
const AHEAD_MS = 250;

interface Waiting {
  job: Job;
  rank: number;
}

/**
 * Works on jobs in their order, as far as their servers let it: what cannot begin lets the next ones pass, and one
 * server has at most a third of the slots while jobs for others wait, or it has not answered yet.
 * @returns when what has begun is done and nothing more can begin
 */
export function workFairly(jobs: readonly Job[], options: FairWork): Promise<void> {
  const { clock, origins, slots, until, perSecond = Infinity } = options;
  const queue = createQueue(jobs, origins, Math.max(1, Math.floor(slots / PARTS)));
  const intervalMs = 1_000 / perSecond;
  let active = 0;
  /** Of the next job. */
  let turn = clock.now();

  return new Promise((resolve) => {
    let cancelTimer = () => {};
    const begin = ({ job, rank }: Waiting, now: number) => {
      active += 1;
      turn = Math.max(turn, now) + intervalMs;
      if (job.origin) origins.begin(job.origin);
      void job.work().then((next) => {
        active -= 1;
        if (job.origin) origins.end(job.origin);
        if (next) queue.add({ job: next, rank });
        goOn();
      });
    };
    const goOn = () => {
      cancelTimer();
      // One time for all: a job whose time comes between two looks at the clock would not begin, nor be waited for.
      const now = clock.now();
      while (active < slots && Math.max(turn, now) < until && now >= turn - AHEAD_MS) {
        const next = queue.take(now);
        if (!next) break;
        begin(next, now);
      }
      const wakeAt = nextChance(now);
      if (wakeAt < until) cancelTimer = clock.after(wakeAt - now, goOn);
      else if (active === 0) resolve();
    };
    /** When time alone lets a job begin; else one that ends does. */
    const nextChance = (now: number) => {
      if (active >= slots) return Infinity;
      const mayBeginAt = turn - AHEAD_MS;
      return now < mayBeginAt && queue.isWaiting() ? mayBeginAt : queue.nextAt(now);
    };
    goOn();
  });
}

interface Queue {
  add(waiting: Waiting): void;
  /** The next one that may begin now, which is in the queue no longer. */
  take(now: number): Waiting | undefined;
  isWaiting(): boolean;
  /** When time alone lets one begin, in milliseconds since the epoch; `Infinity` when it does not. */
  nextAt(now: number): number;
}

/** @param share how many jobs of an origin may go on at the same time, unless it has answered and no others wait */
function createQueue(jobs: readonly Job[], origins: Origins, share: number): Queue {
  /** By origin, in order. */
  const queues = new Map<string | undefined, Waiting[]>();
  const queueOf = (origin: string | undefined): Waiting[] => {
    const queue = queues.get(origin) ?? [];
    queues.set(origin, queue);
    return queue;
  };
  for (const [rank, job] of jobs.entries()) queueOf(job.origin).push({ job, rank });

  const isOpen = ({ job }: Waiting): boolean =>
    !job.isAfterAnswer || job.origin === undefined || origins.hasAnswered(job.origin);
  const firstOf = (origin: string | undefined, queue: readonly Waiting[], now: number) =>
    origin === undefined || origins.mayBegin(origin)
      ? queue.find((waiting) => (waiting.job.notBefore ?? 0) <= now && isOpen(waiting))
      : undefined;
  const isWithinShare = ({ job }: Waiting): boolean =>
    job.origin === undefined || origins.active(job.origin) < share;
  const isProven = ({ job }: Waiting): boolean => job.origin === undefined || origins.hasAnswered(job.origin);

  return {
    add(waiting) {
      const queue = queueOf(waiting.job.origin);
      const at = queue.findIndex(({ rank }) => rank > waiting.rank);
      queue.splice(at < 0 ? queue.length : at, 0, waiting);
    },
    take(now) {
      const ready = [...queues].flatMap(([origin, queue]) => firstOf(origin, queue, now) ?? []);
      const next = firstByRank(ready.filter(isWithinShare)) ?? firstByRank(ready.filter(isProven));
      if (!next) return undefined;
      const queue = queueOf(next.job.origin);
      queue.splice(queue.indexOf(next), 1);
      if (queue.length === 0) queues.delete(next.job.origin);
      return next;
    },
    isWaiting: () => queues.size > 0,
    nextAt(now) {
      const times = [...queues].flatMap(([origin, queue]) => {
        if (origin !== undefined && origins.isLeftAlone(origin)) return [];
        const resumesAt = origin === undefined ? 0 : origins.resumesAt(origin);
        return queue.filter(isOpen).map(({ job }) => Math.max(job.notBefore ?? 0, resumesAt));
      });
      return times.filter((time) => time > now).reduce((first, time) => Math.min(first, time), Infinity);
    },
  };
}

const firstByRank = (waiting: readonly Waiting[]): Waiting | undefined =>
  waiting.reduce<Waiting | undefined>(
    (first, each) => (first && first.rank < each.rank ? first : each),
    undefined,
  );
