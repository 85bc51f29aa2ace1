import { isDeepStrictEqual } from 'node:util';
import { type ManifestEntry, type Schedule, scheduleInUtc, type Target } from '@lp-functions/bundler';
import type { Account, CloudSchedule } from '../tool/account.ts';

/** What a person has to do about a schedule, which the vendor's tools can create but neither change nor delete. */
export interface ScheduleWork {
  /** As the account holds it; nothing when it holds none, or when that is not told. */
  from: string | undefined;
  /** Nothing when the function is to have none. */
  to: string | undefined;
  /** What a person has to know about the time zone. */
  note: string | undefined;
  /** The cron to set; nothing when a person has to choose it. */
  cron: string | undefined;
  payload: Record<string, unknown> | undefined;
}

/** @returns nothing when the account has the schedule already, or none as it should be */
export function scheduleWork(
  { function: name, schedule, target }: Pick<ManifestEntry, 'function' | 'schedule' | 'target'>,
  { schedules }: Pick<Account, 'schedules'>,
  now: Date,
): ScheduleWork | undefined {
  const existing = schedules?.find((candidate) => candidate.function === name);
  const wanted = schedule && wantedOn(target, schedule, now);
  if (isSame(wanted, existing)) return undefined;
  return {
    from: existing && textOf(existing.cron, existing.timeZone, existing.payload),
    to:
      wanted &&
      (wanted.cron === undefined
        ? textOf(wanted.local, schedule?.timeZone, wanted.payload)
        : textOf(wanted.cron, wanted.timeZone, wanted.payload)),
    note: wanted?.note,
    cron: wanted?.cron,
    payload: schedule?.payload,
  };
}

interface Wanted {
  cron: string | undefined;
  /** As the deploy.json says it. */
  local: string;
  timeZone: string | undefined;
  note: string | undefined;
  payload: unknown;
}

/** V1 counts in UTC only. */
function wantedOn(target: Target, schedule: Schedule, now: Date): Wanted {
  const { cron: local, payload = {} } = schedule;
  if (target === 'v2') {
    return { cron: local, local, timeZone: schedule.timeZone, note: undefined, payload };
  }
  return { ...scheduleInUtc(schedule, now), local, timeZone: undefined, payload };
}

function isSame(wanted: Wanted | undefined, existing: CloudSchedule | undefined): boolean {
  if (wanted === undefined || existing === undefined) return wanted === undefined && existing === undefined;
  return (
    wanted.cron === existing.cron &&
    (wanted.timeZone ?? 'UTC') === (existing.timeZone ?? 'UTC') &&
    isDeepStrictEqual(wanted.payload, existing.payload)
  );
}

function textOf(cron: string, timeZone: string | undefined, payload: unknown): string {
  const given = isDeepStrictEqual(payload, {}) ? '' : `, payload ${JSON.stringify(payload)}`;
  return `${cron} (${timeZone ?? 'UTC'})${given}`;
}
