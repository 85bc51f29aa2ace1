import { Cron } from 'croner';
import { uuidOf } from '../functions/deployment.ts';
import type { Target } from '../instance/workspace.ts';
import { LIMITS } from '../limits/limits.ts';
import type { Records } from '../state/state.ts';
import { faultOfCron, nextTimes } from './cron.ts';

/** When a function is to run. */
export interface Schedule {
  uuid: string;
  target: Target;
  functionUuid: string;
  /** The platform's name of the function. */
  function: string;
  cron: string;
  /** @default 'UTC', the only one of V1 */
  timeZone: string;
  payload?: unknown;
  isActive: boolean;
  /** Whether the records, not `deploy.json`, say that it exists. */
  isKept?: boolean;
  /** Milliseconds since the epoch. */
  lastExecution?: number;
  didLastExecutionFail?: boolean;
}

export interface NewSchedule
  extends Pick<Schedule, 'target' | 'functionUuid' | 'function' | 'cron' | 'payload'> {
  timeZone?: string;
}

/** Why the platform would not take a schedule. */
export class ScheduleRefused extends Error {
  override name = 'ScheduleRefused';
}

export interface SchedulerOptions {
  records: Records;
  /** Runs the function. @returns whether it failed */
  run(schedule: Schedule): Promise<boolean>;
  /** Hears what a developer should know: overlaps, missed runs. */
  say?(schedule: Schedule, text: string): void;
  /** @default the system's */
  now?: () => number;
}

export interface Scheduler {
  /** @throws ScheduleRefused */
  create(schedule: NewSchedule): Schedule;
  /** The same for one that outlives the process: nobody's `deploy.json` names it. */
  keep(schedule: NewSchedule): Promise<Schedule>;
  /** Brings back what was kept for a function. */
  restore(target: Target, functionName: string): void;
  list(target?: Target): Schedule[];
  /** Removes those of a function, as a new `deploy.json` demands. */
  removeOf(target: Target, functionName: string): void;
  /** Runs it now, in addition to its times. */
  fire(schedule: Schedule): Promise<void>;
  stop(): void;
}

/** Later than that, a run counts as late. */
const LATE_MS = 60_000;
const KIND = 'schedule';

interface Job {
  schedule: Schedule;
  cron: Cron;
  /** Runs that are on. */
  running: number;
}

export function createScheduler({
  records,
  run,
  say = () => {},
  now = Date.now,
}: SchedulerOptions): Scheduler {
  const jobs = new Map<string, Job>();
  const fire = createFirer({ records, run, say, now }, jobs);
  const known = (target: Target) => records.list(KIND, target) as Schedule[];
  const list = (target?: Target) =>
    [...jobs.values()].flatMap(({ schedule }) =>
      target === undefined || schedule.target === target ? schedule : [],
    );
  const create = (wanted: NewSchedule): Schedule => {
    refuseBeyondLimits(wanted, list(wanted.target).length);
    const { target, function: name, cron, timeZone = 'UTC', payload } = wanted;
    const uuid = uuidOf(target, `${name}/${cron}/${timeZone}`);
    const before = known(target).find((one) => one.uuid === uuid);
    const schedule: Schedule = { ...before, ...wanted, uuid, timeZone, payload, isActive: true };
    jobs.get(uuid)?.cron.stop();
    const timer = new Cron(cron, { mode: '5-part', timezone: timeZone, unref: true }, (self: Cron) => {
      void fire(schedule, self.currentRun()?.getTime());
    });
    jobs.set(uuid, { schedule, cron: timer, running: 0 });
    sayMissed(schedule, now(), say);
    return schedule;
  };

  return {
    create,
    async keep(schedule) {
      const kept = { ...create(schedule), isKept: true };
      await records.put(KIND, kept.target, kept.uuid, kept);
      return kept;
    },
    restore(target, functionName) {
      for (const schedule of known(target)) {
        if (schedule.isKept && schedule.function === functionName && !jobs.has(schedule.uuid))
          create(schedule);
      }
    },
    list,
    removeOf(target, functionName) {
      for (const [uuid, { schedule, cron }] of jobs) {
        if (schedule.target !== target || schedule.function !== functionName) continue;
        cron.stop();
        jobs.delete(uuid);
      }
    },
    fire: (schedule) => fire(schedule),
    stop() {
      for (const { cron } of jobs.values()) cron.stop();
      jobs.clear();
    },
  };
}

/** @returns runs the function of a schedule, and notes in the records that it did and how it ended */
function createFirer(
  { records, run, say, now }: Required<SchedulerOptions>,
  jobs: ReadonlyMap<string, Job>,
): (schedule: Schedule, dueAt?: number) => Promise<void> {
  return async (schedule, dueAt = now()) => {
    const job = jobs.get(schedule.uuid);
    if (!job) return;
    if (now() - dueAt > LATE_MS) say(schedule, `is late: it was due at ${new Date(dueAt).toISOString()}`);
    if (job.running > 0) say(schedule, 'overlaps: the run before has not ended yet');
    job.running += 1;
    schedule.lastExecution = now();
    try {
      schedule.didLastExecutionFail = await run(schedule);
    } finally {
      job.running -= 1;
      await records.put(KIND, schedule.target, schedule.uuid, schedule);
    }
  };
}

/** @param count of the schedules that the account has for the generation */
function refuseBeyondLimits({ target, cron, timeZone, payload }: NewSchedule, count: number): void {
  const { schedules, schedulePayloadChars } = LIMITS[target].account;
  const fault = faultOfCron(cron, target, timeZone);
  if (fault) throw new ScheduleRefused(fault);
  const chars = JSON.stringify(payload ?? {}).length;
  if (chars > schedulePayloadChars) {
    throw new ScheduleRefused(`The payload has ${chars} characters, more than ${schedulePayloadChars}`);
  }
  if (count >= schedules) {
    throw new ScheduleRefused(`The account has ${schedules} schedules, as many as it may have`);
  }
}

/** What would have run while nobody was there to run it. */
function sayMissed(schedule: Schedule, now: number, say: (schedule: Schedule, text: string) => void): void {
  const { lastExecution, cron, timeZone } = schedule;
  if (lastExecution === undefined) return;
  const [first] = nextTimes(cron, timeZone, 1, lastExecution);
  if (first !== undefined && first < now) {
    say(
      schedule,
      `missed its time ${new Date(first).toISOString()}: nothing ran it, and nothing makes up for it`,
    );
  }
}
