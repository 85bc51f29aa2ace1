import { type CronFields, cronFields } from './cron.ts';

/** What a schedule is in UTC, while its time zone has a certain offset. */
export interface UtcSchedule {
  /** E.g. `UTC+2`. */
  offset: string;
  /** Nothing when one schedule in UTC cannot say it, e.g. "the first of the month" a day earlier. */
  cron: string | undefined;
}

const MINUTES_OF_DAY = 24 * 60;
const DAYS_OF_YEAR = 366;
const MS_OF_DAY = MINUTES_OF_DAY * 60_000;
const NAMES = ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'];

/**
 * A schedule of a time zone in UTC: one for each offset that the zone has within a year, the one at `from` first.
 * V1 counts in UTC only.
 */
export function cronInUtc(cron: string, timeZone: string, from: Date): UtcSchedule[] {
  const fields = cronFields(cron);
  if (fields === undefined) return [];
  const minutes = Array.from({ length: DAYS_OF_YEAR }, (_, day) =>
    offsetMinutes(timeZone, new Date(from.getTime() + day * MS_OF_DAY)),
  );
  return [...new Set(minutes)].map((offset) => ({
    offset: offsetName(offset),
    cron: shifted(fields, offset),
  }));
}

/** Minutes that the zone is ahead of UTC. */
function offsetMinutes(timeZone: string, date: Date): number {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(date);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(name) ?? [];
  return (sign === '-' ? -1 : 1) * (Number(hours ?? 0) * 60 + Number(minutes ?? 0));
}

function offsetName(offset: number): string {
  const size = Math.abs(offset);
  const minutes = size % 60 === 0 ? '' : `:${String(size % 60).padStart(2, '0')}`;
  return `UTC${offset < 0 ? '-' : '+'}${Math.floor(size / 60)}${minutes}`;
}

function shifted(fields: CronFields, offset: number): string | undefined {
  const minutes = valuesOf(fields.minute, 0, 59);
  const hours = valuesOf(fields.hour, 0, 23);
  const times = hours.flatMap((hour) => minutes.map((minute) => hour * 60 + minute - offset));
  const ofDay = times.map((time) => (time + MINUTES_OF_DAY) % MINUTES_OF_DAY);
  const utcMinutes = sorted(ofDay.map((time) => time % 60));
  const utcHours = sorted(ofDay.map((time) => Math.floor(time / 60)));
  // Cron runs at each of its minutes in each of its hours: 9:00 and 18:30 are two schedules.
  if (utcMinutes.length * utcHours.length !== times.length) return undefined;
  const days = daysAfter(fields, sorted(times.map((time) => Math.floor(time / MINUTES_OF_DAY))));
  if (days === undefined) return undefined;
  return [
    fieldOf(fields.minute, minutes, utcMinutes, 60),
    fieldOf(fields.hour, hours, utcHours, 24),
    fields.day,
    fields.month,
    days.weekday,
  ].join(' ');
}

/** @param shifts by how many days the times move, each once */
function daysAfter(fields: CronFields, shifts: readonly number[]): { weekday: string } | undefined {
  const { day, month, weekday } = fields;
  const isMonthly = day !== '*' || month !== '*';
  if (!isMonthly && weekday === '*') return { weekday };
  const [shift = 0, ...others] = shifts;
  if (others.length > 0 || (shift !== 0 && isMonthly)) return undefined;
  if (shift === 0) return { weekday };
  const days = valuesOf(weekday, 0, 7).map((value) => (value + 7 + shift) % 7);
  return { weekday: sorted(days).join(',') };
}

/** The numbers that a field names. */
function valuesOf(field: string, min: number, max: number): number[] {
  const values = field.split(',').flatMap((part) => {
    const [range = '', step = '1'] = part.split('/');
    const [first = '', last = first] = range === '*' ? [String(min), String(max)] : range.split('-');
    const start = numberOf(first);
    const count = Math.floor((numberOf(last) - start) / Number(step)) + 1;
    return Array.from({ length: count }, (_, index) => start + index * Number(step));
  });
  return sorted(values);
}

function numberOf(text: string): number {
  const weekday = NAMES.indexOf(text.toLowerCase());
  return weekday < 0 ? Number(text) : weekday;
}

function fieldOf(text: string, before: readonly number[], after: readonly number[], all: number): string {
  if (after.length === all) return '*';
  return after.join() === before.join() ? text : after.join();
}

const sorted = (values: readonly number[]): number[] => [...new Set(values)].sort((a, b) => a - b);
