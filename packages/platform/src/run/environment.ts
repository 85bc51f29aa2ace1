import { DEFAULT_LOG_LEVEL, LOG_LEVELS } from '../output/log.ts';
import { integer, oneOf, optional, origins } from '../schema/fields.ts';
import { type Fields, type Output, parse } from '../schema/parse.ts';

/** The variables every function understands. */
export const commonEnvironment = {
  /** Limit of one outbound attempt, in milliseconds. */
  REQUEST_TIMEOUT_MS: optional(integer(1, 30_000), '10000'),
  /** Limit of the whole run, in milliseconds. The platform kills a run at 30,000. */
  DEADLINE_MS: optional(integer(1, 29_500), '28000'),
  LOG_LEVEL: optional(oneOf(...LOG_LEVELS), DEFAULT_LOG_LEVEL),
  /** Origins a payload may name besides the configured ones. */
  ALLOWED_ORIGINS: optional(origins()),
};

/**
 * Reads the declared variables. A variable set to nothing counts as not set: the console of the platform
 * keeps empty fields.
 * @throws `CONFIG_INVALID`
 */
export function readEnvironment<Entries extends Fields>(
  entries: Entries,
  env: Record<string, string | undefined>,
): Output<Entries & typeof commonEnvironment> {
  const all = { ...commonEnvironment, ...entries };
  const set = Object.fromEntries(Object.keys(all).map((name) => [name, env[name] || undefined]));
  return parse(all, set, 'CONFIG_INVALID');
}
