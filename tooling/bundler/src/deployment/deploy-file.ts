import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { BuildError, refuse } from '../problem.ts';

/** The smaller of the two generations' limits: both are built from one file. */
const SCHEDULE_PAYLOAD_CHARACTERS = 8_000;

/** Minute, hour, day of month, month, day of week. */
const CRON = /^[\d*,/-]+ [\d*,/-]+ [\d*,/?LW-]+ [\w*,/-]+ [\w*,/?#-]+$/;

/** valibot's record takes lists too. */
const object = <Member extends v.GenericSchema>(member: Member) =>
  v.pipe(
    v.custom<Record<string, unknown>>((value) => !Array.isArray(value), 'expected an object'),
    v.record(v.string(), member),
  );

const schema = v.strictObject({
  /** The platform's event that runs the function, or "No Event". */
  event: v.optional(v.pipe(v.string(), v.nonEmpty()), 'No Event'),
  environment: v.optional(object(v.string('expected text, as every variable is'))),
  schedule: v.optional(
    v.strictObject({
      cron: v.pipe(v.string(), v.regex(CRON, 'expected five cron fields, e.g. "*/30 * * * *"')),
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
    v.strictObject({
      headers: v.optional(v.array(v.strictObject({ key: v.string(), value: v.string() })), []),
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
  const result = v.safeParse(schema, parseJson(readFileSync(path, 'utf8'), label));
  if (result.success) return result.output;
  throw new BuildError(
    result.issues.map((issue) => ({
      file: label,
      rule: 'deploy-json',
      found: `${v.getDotPath(issue) ?? 'the file'}: ${issue.message}`,
      remedy: 'mend the field; deploy.json knows event, environment, schedule and input',
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
