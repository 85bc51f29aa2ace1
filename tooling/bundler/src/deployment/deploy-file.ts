import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { BuildError, refuse } from '../problem.ts';
import { isCron } from './cron.ts';

/** Some editors on Windows begin files with it. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** The smaller of the two generations' limits: both are built from one file. */
const SCHEDULE_PAYLOAD_CHARACTERS = 8_000;

/** valibot's objects take lists too. */
const noList = v.custom<Record<string, unknown>>((value) => !Array.isArray(value), 'expected an object');

const object = <Member extends v.GenericSchema>(member: Member) =>
  v.pipe(noList, v.record(v.string(), member));

/** An object with these fields and no others. */
const fields = <Entries extends v.ObjectEntries>(entries: Entries) =>
  v.pipe(
    noList,
    v.strictObject(entries, ({ expected }) => {
      if (expected === 'Object') return 'expected an object';
      return expected === 'never'
        ? `no such field; known are ${Object.keys(entries).join(', ')}`
        : 'is missing';
    }),
  );

const NO_EVENT = 'No Event';

const schema = fields({
  /** The id of the platform's event that runs the function, or "No Event". */
  event: v.optional(
    v.pipe(
      v.string('expected text'),
      v.check(
        (event) => event === NO_EVENT || /^\w+$/.test(event),
        `expected the id of an event, e.g. "controllerbot_messaging_new_conversation", or "${NO_EVENT}"`,
      ),
    ),
    NO_EVENT,
  ),
  environment: v.optional(object(v.string('expected text, as every variable is'))),
  schedule: v.optional(
    fields({
      cron: v.pipe(
        v.string(),
        v.check(isCron, 'expected five cron fields, each within its range, e.g. "*/30 * * * *"'),
      ),
      payload: v.optional(
        v.pipe(
          object(v.unknown()),
          v.check(
            (payload) => JSON.stringify(payload).length <= SCHEDULE_PAYLOAD_CHARACTERS,
            `expected at most ${SCHEDULE_PAYLOAD_CHARACTERS} characters of JSON`,
          ),
        ),
      ),
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
      payload: v.optional(v.union([object(v.unknown()), v.string()]), {}),
    }),
  ),
});

/** What one deployment of a function sets. */
export type DeployFile = v.InferOutput<typeof schema>;

/**
 * Reads the `deploy.json` of a function package; a package without one sets nothing.
 * @throws BuildError naming every field at fault
 */
export function readDeployFile(path: string, label: string): DeployFile {
  if (!existsSync(path)) return v.parse(schema, {});
  const result = v.safeParse(
    schema,
    parseJson(readFileSync(path, 'utf8').replace(BYTE_ORDER_MARK, ''), label),
  );
  if (result.success) return result.output;
  throw new BuildError(
    result.issues.map((issue) => ({
      file: label,
      rule: 'deploy-json',
      found: `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`,
      remedy: 'mend the field',
    })),
  );
}

function isTimeZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function parseJson(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(label, 'deploy-json', (error as Error).message, 'write valid JSON');
  }
}
