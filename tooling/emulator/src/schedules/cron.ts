import { Cron } from 'croner';
import type { Target } from '../instance/workspace.ts';
import { LIMITS } from '../limits/limits.ts';

/** The platform takes five plain fields: croner knows more, such as `L` and `15W`. */
const PLAIN_FIELD = /^[\d*,/-]+$/;
const MONTH = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b/gi;
const WEEKDAY = /\b(?:sun|mon|tue|wed|thu|fri|sat)\b/gi;

function arePlain([minute, hour, day, month = '', weekday = '']: string[]): boolean {
  const numeric = [minute, hour, day, month.replace(MONTH, '1'), weekday.replace(WEEKDAY, '1')];
  return numeric.every((field = '') => PLAIN_FIELD.test(field));
}

/** @returns why the platform would refuse an expression, if it would */
export function faultOfCron(expression: string, target: Target, timeZone?: string): string | undefined {
  const fields = expression.trim().split(/\s+/);
  if (fields.length === 6) {
    const { scheduleRunsPerMinute } = LIMITS[target].account;
    return `"${expression}" has six fields, but five fields are taken, none for seconds: a schedule has at most ${scheduleRunsPerMinute} run a minute`;
  }
  if (fields.length !== 5 || !arePlain(fields)) {
    return `"${expression}" has not five fields of digits, * , - and /, or names in the last two: minute, hour, day, month, weekday`;
  }
  if (target === 'v1' && timeZone !== undefined && timeZone !== 'UTC') {
    return `V1 knows only UTC, not ${timeZone}`;
  }
  try {
    new Cron(expression, { mode: '5-part', paused: true, timezone: timeZone ?? 'UTC' }).nextRun();
    return undefined;
  } catch (error) {
    return (error as Error).message;
  }
}

/** The next times, in milliseconds since the epoch. */
export function nextTimes(expression: string, timeZone: string, count: number, from: number): number[] {
  return new Cron(expression, { mode: '5-part', paused: true, timezone: timeZone })
    .nextRuns(count, new Date(from))
    .map((date) => date.getTime());
}
