import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { BuildError, refuse } from '../problem.ts';

const schema = v.strictObject({
  /** The platform's event that runs the function, or "No Event". */
  event: v.optional(v.pipe(v.string(), v.nonEmpty()), 'No Event'),
  environment: v.optional(v.record(v.string(), v.string('expected text, as every variable is'))),
  schedule: v.optional(
    v.strictObject({
      cron: v.pipe(v.string(), v.regex(/^\S+( \S+){4}$/, 'expected five cron fields, e.g. "*/30 * * * *"')),
      payload: v.optional(v.record(v.string(), v.unknown())),
      timeZone: v.optional(v.string()),
    }),
  ),
  /** What the console and the local runner offer as test input. */
  input: v.optional(
    v.strictObject({
      headers: v.optional(v.array(v.strictObject({ key: v.string(), value: v.string() })), []),
      payload: v.optional(v.union([v.record(v.string(), v.unknown()), v.string()]), {}),
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
      remedy: 'mend the field; README.md, "Deploying", lists the fields of deploy.json',
    })),
  );
}

function parseJson(text: string, label: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    return refuse(label, 'deploy-json', (error as Error).message, 'write valid JSON');
  }
}
