import { existsSync, readFileSync } from 'node:fs';
import * as v from 'valibot';
import { BuildError, refuse } from '../problem.ts';
import { TARGETS } from '../target.ts';
import { fields, members } from './objects.ts';

/** Some editors on Windows begin files with it. */
const BYTE_ORDER_MARK = /^\uFEFF/;

/** `null` takes away what the layer below sets. */
const orNothing = <Schema extends v.GenericSchema>(schema: Schema) => v.optional(v.nullable(schema));

const text = v.string('expected text');

/**
 * What may be set of a deployment. Only the form is checked here: values may hold `{n}`, and what one layer lacks
 * another may give.
 */
const settings = {
  event: orNothing(text),
  environment: orNothing(members(v.nullable(v.string('expected text, as every variable is')))),
  schedule: orNothing(
    fields({ cron: orNothing(text), payload: orNothing(members(v.unknown())), timeZone: orNothing(text) }),
  ),
  input: orNothing(
    fields({
      headers: orNothing(v.array(fields({ key: text, value: text }))),
      payload: orNothing(v.union([members(v.unknown()), v.string()])),
    }),
  ),
  targets: orNothing(v.array(v.picklist(TARGETS, 'expected "v1" or "v2"'), 'expected a list')),
};

const count = v.pipe(
  v.number('expected a whole number'),
  v.integer('expected a whole number'),
  v.minValue(1, 'expected 1 or more'),
);

const deployment = fields({ ...settings, count: orNothing(count) });

const file = { ...settings, deployments: v.optional(members(v.nullable(deployment))) };

const deployFile = fields(file);
const profileFile = fields({
  ...file,
  account: v.optional(v.pipe(text, v.regex(/^\w+$/, 'expected the number of an account'))),
});

/** A `deploy.json`, or the `deploy.<profile>.json` laid over it. */
export type DeployFile = v.InferOutput<typeof profileFile>;

/**
 * Reads one file of a function package.
 * @param label its name for messages
 * @returns nothing when there is no such file
 * @throws BuildError naming every field at fault
 */
export function readDeployFile(
  path: string,
  label: string,
  { isProfile }: { isProfile: boolean },
): DeployFile | undefined {
  if (!existsSync(path)) return undefined;
  const content = parseJson(readFileSync(path, 'utf8').replace(BYTE_ORDER_MARK, ''), label);
  const result = v.safeParse(isProfile ? profileFile : deployFile, content);
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

function parseJson(content: string, label: string): unknown {
  try {
    return JSON.parse(content);
  } catch (error) {
    return refuse(label, 'deploy-json', (error as Error).message, 'write valid JSON');
  }
}
