import type { Redactor } from './redactor.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];
export const DEFAULT_LOG_LEVEL = 'warn';

/** The platform keeps 10 entries and 5,000 characters a run; beyond that it drops all but one error. */
const MAX_ENTRIES = 10;
const MAX_ENTRY_CHARS = 5_000 / MAX_ENTRIES;

export type Log = (level: LogLevel, message: string) => void;

/** What the variable `LOG_LEVEL` says, or the default: a run reports its malformed variables as well. */
export const logLevelOf = (value: string | undefined): LogLevel =>
  LOG_LEVELS.find((level) => level === value) ?? DEFAULT_LOG_LEVEL;

/**
 * Writes to the platform's console within its budget: long entries are cut, surplus ones left out, and the
 * last place is kept for an error, so that chatter cannot push out what matters.
 */
export function createLog(minLevel: () => LogLevel, redactor: Redactor): Log {
  let room = MAX_ENTRIES;
  return (level, message) => {
    const needed = level === 'error' ? 1 : 2;
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(minLevel()) || room < needed) return;
    room--;
    // Looked up at each call: the platform replaces the console after the file has loaded.
    console[level](redactor.text(message).slice(0, MAX_ENTRY_CHARS));
  };
}
