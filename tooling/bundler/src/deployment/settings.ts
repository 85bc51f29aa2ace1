import * as v from 'valibot';
import { TARGETS } from '../target.ts';
import { isCron } from './cron.ts';
import { fields, members } from './objects.ts';

/** How the platform says that none calls a function. */
export const NO_EVENT = 'No Event';

/** What a deployment must be once all layers are laid over each other and `{n}` is a number. */
export const settings = fields({
  /** The id of the platform's event that runs the function, or "No Event". */
  event: v.optional(
    v.pipe(
      v.string(),
      v.check(
        (event) => event === NO_EVENT || /^\w+$/.test(event),
        `expected the id of an event, e.g. "controllerbot_messaging_new_conversation", or "${NO_EVENT}"`,
      ),
    ),
    NO_EVENT,
  ),
  environment: v.optional(members(v.string()), {}),
  schedule: v.optional(
    fields({
      cron: v.pipe(
        v.string(),
        v.check(
          isCron,
          'expected five plain cron fields, each within its range, e.g. "*/30 8-18 * * MON-FRI" (no L, W, # or ?)',
        ),
      ),
      payload: v.optional(members(v.unknown())),
      /** V2 only; V1 counts in UTC. */
      timeZone: v.optional(
        v.pipe(v.string(), v.check(isTimeZone, 'expected a time zone, e.g. "Europe/Berlin"')),
      ),
    }),
  ),
  /** What the console and the local runner offer as test input. */
  input: v.optional(
    fields({
      headers: v.optional(v.array(fields({ key: v.string(), value: v.string() })), []),
      payload: v.optional(v.union([members(v.unknown()), v.string()]), {}),
    }),
    {},
  ),
  /** The generations that it is built for. */
  targets: v.optional(
    v.pipe(
      v.array(v.picklist(TARGETS)),
      v.minLength(1, 'expected "v1", "v2" or both'),
      v.transform((targets) => TARGETS.filter((target) => targets.includes(target))),
    ),
    [...TARGETS],
  ),
});

export type Settings = v.InferOutput<typeof settings>;
export type Schedule = NonNullable<Settings['schedule']>;

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
