import { execFile } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { bundleFunction, checkCode, checkSources, formatProblem, type Target } from '@lp-functions/bundler';
import { startInstance } from '@lp-functions/emulator';

const run = promisify(execFile);
const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));
const ROOT = path('../../..');
/** Made for a test run: definitions and artifacts. */
const madeFor = (target: Target) => path(`../made/${target}`);

/** The functions, each named after the package it uses. */
export const cases: readonly string[] = readdirSync(path('../cases'))
  .sort()
  .map((file) => file.replace(/\.js$/, ''));

/** What each answers when Node runs it as it stands. */
export async function plainAnswers(): Promise<Record<string, unknown>> {
  const { stdout } = await run(process.execPath, [path('./plain.js')]);
  return JSON.parse(stdout) as Record<string, unknown>;
}

export interface Built {
  target: Target;
  file: string;
  characters: number;
  /** What keeps it from being uploaded, and what may go wrong. */
  errors: string[];
  warnings: string[];
}

/** Makes the artifact of a function around a case, as `pnpm build` does. */
export async function buildCase(name: string, target: Target): Promise<Built> {
  const made = madeFor(target);
  const entry = join(made, `${name}.ts`);
  mkdirSync(made, { recursive: true });
  writeFileSync(entry, definitionOf(name));
  const { code, map, carried, readable, warnings } = await bundleFunction({ target, entry, root: ROOT });
  const file = join(made, `${name}.artifact.js`);
  writeFileSync(file, code);
  const verdicts = [checkSources(readable), checkCode({ target, dir: made, code, map, carried })];
  return {
    target,
    file,
    characters: code.length,
    errors: verdicts.flatMap(({ errors }) => errors.map(formatProblem)),
    warnings: [{ warnings }, ...verdicts].flatMap((verdict) => verdict.warnings.map(formatProblem)),
  };
}

/** What an artifact answers in an instance of its generation. */
export async function answerOf({ target, file }: Built): Promise<unknown> {
  const instance = await startInstance({ function: 'corpus', target, artifact: file });
  try {
    const { result, error } = await instance.invoke();
    if (error) throw new Error(error.message);
    return result;
  } finally {
    // Some packages leave a timer behind, which is not what this is about.
    await instance.stop({ lingerMs: 0 });
  }
}

export const removeMade = (target: Target): void => rmSync(madeFor(target), { recursive: true, force: true });

const definitionOf = (name: string): string => `
  import { defineFunction } from '@lp-functions/platform';
  import answer from '../../cases/${name}.js';
  export default defineFunction({
    name: 'corpus',
    description: 'Uses a package.',
    environment: {},
    payload: {},
    secrets: {},
    targets: () => [],
    handler: async () => answer(),
  });`;
