import { Cron } from 'croner';

export interface CronFields {
  minute: string;
  hour: string;
  /** Day of the month. */
  day: string;
  month: string;
  weekday: string;
}

/** Steps, ranges and lists of numbers. croner also takes `L`, `15W`, `5#2` and `?`, which the platform does not. */
const NUMBERS = /^[\d*,/-]+$/;
const MONTHS = /\b(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)\b/gi;
const WEEKDAYS = /\b(?:sun|mon|tue|wed|thu|fri|sat)\b/gi;

/** The fields of a schedule; nothing when the platform would not take it, or when it would never run. */
export function cronFields(text: string): CronFields | undefined {
  const [minute = '', hour = '', day = '', month = '', weekday = '', ...rest] = text.split(' ');
  const numeric = [minute, hour, day, month.replace(MONTHS, '1'), weekday.replace(WEEKDAYS, '1')];
  if (rest.length > 0 || !numeric.every((field) => NUMBERS.test(field)) || !runs(text)) return undefined;
  return { minute, hour, day, month, weekday };
}

export const isCron = (text: string): boolean => cronFields(text) !== undefined;

/** Whether all values are within their ranges, and some day has them: 31 February is none. */
function runs(text: string): boolean {
  try {
    return new Cron(text, { mode: '5-part', paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
}
