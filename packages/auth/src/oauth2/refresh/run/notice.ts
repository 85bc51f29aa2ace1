import { FunctionError, type Run } from '@lp-functions/platform';
import type { Failure } from '../memory/failure.ts';
import { grouped } from '../order/grouped.ts';

/** Something that somebody has to hear of. */
export interface Told {
  /** Of a connection, or of a place in the configuration. */
  name: string;
  error: FunctionError;
}

export interface Notice {
  told: readonly Told[];
  /** How many connections there are. */
  total: number;
  /** How the others fared, e.g. `397 refreshed`. */
  others: string;
  /** What had failed, and is well again. */
  recovered: readonly string[];
}

/** With more failures, the names are listed by their codes. */
const MAX_MESSAGES = 10;
const MAX_NAMES_CHARS = 3_000;
const MAX_RECOVERED_CHARS = 1_000;
/** What the platform keeps of a log entry. */
const MAX_ENTRY_CHARS = 500;
/** How much of an entry, and how many entries, are left for names. */
const ENTRY_NAMES_CHARS = 420;
const MAX_ENTRIES = 7;

/**
 * The error of a run in which something has failed: counts by code, then names. What is too long for the log entry of
 * the error is logged in several.
 */
export function refreshFailed({ log }: Pick<Run, 'log'>, notice: Notice): FunctionError {
  const { told, total, others, recovered } = notice;
  const byCode = namesByCode(told);
  const counts = [...byCode].map(([code, names]) => `${names.length} ${code}`).join(', ');
  const isMany = told.length > MAX_MESSAGES;
  const details = isMany
    ? [...byCode].map(([code, names]) => `${code}: ${shortened(names, MAX_NAMES_CHARS)}`)
    : told.map(({ name, error }) => `${name}: ${error.message}`);
  const sentences = [`${told.length} of ${total}: ${counts}`, details.join('; '), others];
  if (recovered.length > 0) sentences.push(`Recovered: ${shortened(recovered, MAX_RECOVERED_CHARS)}`);
  const text = sentences.join('. ');
  if (text.length > MAX_ENTRY_CHARS) logNames(log, byCode);
  return new FunctionError('REFRESH_FAILED', text);
}

function namesByCode(told: readonly Told[]): Map<string, string[]> {
  const byCode = [...grouped(told, ({ error }) => error.code)];
  // What most have in common comes first.
  byCode.sort(([, a], [, b]) => b.length - a.length);
  return new Map(byCode.map(([code, each]) => [code, each.map(({ name }) => name)]));
}

/** As many names as fit, and how many do not. */
function shortened(names: readonly string[], maxChars: number): string {
  const text = names.join(', ');
  if (text.length <= maxChars) return text;
  const count = countFitting(names, maxChars);
  return `${names.slice(0, count).join(', ')} and ${names.length - count} more`;
}

/** As many entries as there is room for; the last one says how many names are missing. */
function logNames(log: Run['log'], byCode: ReadonlyMap<string, readonly string[]>): void {
  let room = MAX_ENTRIES;
  for (const [code, names] of byCode) {
    for (let left = names; left.length > 0 && room > 0; room--) {
      const fitting = room === 1 ? left.length : countFitting(left, ENTRY_NAMES_CHARS);
      const text = shortened(left.slice(0, fitting), ENTRY_NAMES_CHARS);
      log('error', `${code} ${names.length}: ${text}`);
      left = left.slice(fitting);
    }
  }
}

/** How many of the names fit into so many characters; one at least. */
function countFitting(names: readonly string[], maxChars: number): number {
  const text = names.join(', ');
  if (text.length <= maxChars) return names.length;
  return Math.max(1, text.slice(0, maxChars).split(', ').length - 1);
}

/** What has to be done about a known failure, for those who look at the result. */
export function reasonOf({ code, count, next_try }: Failure): string {
  const again = new Date(next_try * 1_000).toISOString();
  switch (code) {
    case 'REAUTH_REQUIRED':
      return `${code}: connect the account again, and store the new tokens`;
    case 'TOKEN_REJECTED':
    case 'RESPONSE_INVALID':
    case 'RESPONSE_TOO_LARGE':
      return `${code}, ${count} times: mend it as the run said that failed first, then force a run; tried again at ${again}`;
    default:
      return `${code}, ${count} times: nothing to be done here; tried again at ${again}`;
  }
}
