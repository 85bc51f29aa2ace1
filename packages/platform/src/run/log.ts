import type { Redactor } from './redactor.ts';

export const LOG_LEVELS = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The platform keeps 10 entries and 5,000 characters a run; beyond that it drops all but one error. */
const MAX_ENTRIES = 10;
const MAX_CHARS = 5_000;

export type Log = (level: LogLevel, message: string) => void;

/**
 * Writes to the platform's console within its budget: an entry that would exceed it is shortened or left out,
 * and the last place is kept for an error, so that chatter cannot push out what matters.
 */
export function createLog(minLevel: LogLevel, redactor: Redactor): Log {
  let entries = 0;
  let chars = 0;
  return (level, message) => {
    if (LOG_LEVELS.indexOf(level) < LOG_LEVELS.indexOf(minLevel)) return;
    const reserve = level === 'error' ? 0 : 1;
    const room = MAX_CHARS - chars - reserve * 1_000;
    if (entries >= MAX_ENTRIES - reserve || room <= 0) return;
    const line = redactor.text(message).slice(0, Math.min(room, 1_000));
    entries += 1;
    chars += line.length;
    // Looked up at each call: the platform replaces the console after the file has loaded.
    console[level](line);
  };
}
