import { cronInUtc } from './cron-in-utc.ts';
import type { Schedule } from './settings.ts';

/** A schedule as it has to be set where only UTC is known. */
export interface ScheduleInUtc {
  /** Nothing when no single schedule in UTC says it. */
  cron: string | undefined;
  /** What a person has to know; nothing when the cron is simply the same. */
  note: string | undefined;
}

/** @param now decides which of summer and winter time is the present one */
export function scheduleInUtc({ cron, timeZone }: Schedule, now: Date): ScheduleInUtc {
  if (timeZone === undefined) return { cron, note: undefined };
  const local = `${cron} in ${timeZone}`;
  const [present, ...others] = cronInUtc(cron, timeZone, now);
  if (present?.cron === undefined || others.some((other) => other.cron === undefined)) {
    return { cron: undefined, note: `no single schedule in UTC is ${local}: choose one or several yourself` };
  }
  const changed = others.filter((other) => other.cron !== present.cron);
  if (changed.length > 0) {
    const changes = changed.map((other) => `${other.cron} when it is ${other.offset}`).join(', ');
    return {
      cron: present.cron,
      note: `${local} while that is ${present.offset}; UTC knows no summer time, so change it to ${changes}`,
    };
  }
  return { cron: present.cron, note: present.cron === cron ? undefined : `${local} (${present.offset})` };
}
