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
  /** @throws with the reason when the platform would refuse it */
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

export function createScheduler({
  records,
  run,
  say = () => {},
  now = Date.now,
}: SchedulerOptions): Scheduler {
  const jobs = new Map<string, { schedule: Schedule; job: Cron; running: number }>();

  const fire = async (schedule: Schedule, dueAt = now()) => {
    const entry = jobs.get(schedule.uuid);
    if (!entry) return;
    if (now() - dueAt > LATE_MS) say(schedule, `is late: it was due at ${new Date(dueAt).toISOString()}`);
    if (entry.running > 0) say(schedule, 'overlaps: the run before has not ended yet');
    entry.running += 1;
    schedule.lastExecution = now();
    try {
      schedule.didLastExecutionFail = await run(schedule);
    } finally {
      entry.running -= 1;
      await records.put(KIND, schedule.target, schedule.uuid, schedule);
    }
  };

  const known = (target: Target) => records.list(KIND, target) as Schedule[];
  const create = ({
    target,
    functionUuid,
    function: name,
    cron,
    timeZone = 'UTC',
    payload,
  }: NewSchedule): Schedule => {
    const { schedules, schedulePayloadChars } = LIMITS[target].account;
    const fault = faultOfCron(cron, target, timeZone);
    if (fault) throw new Error(fault);
    const chars = JSON.stringify(payload ?? {}).length;
    if (chars > schedulePayloadChars) {
      throw new Error(`The payload has ${chars} characters, more than ${schedulePayloadChars}`);
    }
    const count = [...jobs.values()].filter(({ schedule }) => schedule.target === target).length;
    if (count >= schedules) throw new Error(`The account has ${schedules} schedules, as many as it may have`);
    const uuid = uuidOf(target, `${name}/${cron}/${timeZone}`);
    const schedule: Schedule = {
      ...known(target).find((before) => before.uuid === uuid),
      uuid,
      target,
      functionUuid,
      function: name,
      cron,
      timeZone,
      payload,
      isActive: true,
    };
    jobs.get(uuid)?.job.stop();
    const job = new Cron(cron, { timezone: timeZone, unref: true }, (self: Cron) => {
      void fire(schedule, self.currentRun()?.getTime());
    });
    jobs.set(uuid, { schedule, job, running: 0 });
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
    list: (target) =>
      [...jobs.values()].flatMap(({ schedule }) =>
        target === undefined || schedule.target === target ? schedule : [],
      ),
    removeOf(target, functionName) {
      for (const [uuid, { schedule, job }] of jobs) {
        if (schedule.target !== target || schedule.function !== functionName) continue;
        job.stop();
        jobs.delete(uuid);
      }
    },
    fire: (schedule) => fire(schedule),
    stop() {
      for (const { job } of jobs.values()) job.stop();
      jobs.clear();
    },
  };
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
