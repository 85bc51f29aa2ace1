import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import {
  BuildError,
  checkArtifact,
  type FunctionConfig,
  type ManifestEntry,
  type Problem,
  readManifest,
  refuse,
  type Target,
  variablesOf,
} from '@lp-functions/bundler';

/** A function of `dist`, as it would be sent. */
export interface BuiltFunction {
  entry: ManifestEntry;
  config: FunctionConfig;
  code: string;
  /** Folder with `index.js` and `config.json`. */
  dir: string;
}

export interface Built {
  /** Those that were asked for. */
  functions: BuiltFunction[];
  /** Names of all that are built for the generation. */
  names: string[];
}

/**
 * What an upload would send, checked once more: the files may have changed since the build.
 * @param root folder of the repository
 * @param wanted names; empty for all
 * @throws BuildError for a function that was not built, was changed afterwards or breaks a rule
 */
export function readBuilt(root: string, target: Target, wanted: readonly string[]): Built {
  const entries = readManifest(root).artifacts.filter((entry) => entry.target === target);
  const names = entries.map((entry) => entry.function);
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) {
    refuse(
      'dist/manifest.json',
      'upload',
      `no function ${unknown.join(', ')} for ${target}`,
      `name one of ${names.join(', ')}`,
    );
  }
  const functions = entries
    .filter((entry) => wanted.length === 0 || wanted.includes(entry.function))
    .map((entry) => readFunction(root, entry));
  const problems = functions.flatMap(problemsOf);
  if (problems.length > 0) throw new BuildError(problems);
  return { functions, names };
}

function readFunction(root: string, entry: ManifestEntry): BuiltFunction {
  const dir = dirname(join(root, 'dist', entry.file));
  return {
    entry,
    dir,
    code: readFileSync(join(dir, 'index.js'), 'utf8'),
    config: JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')) as FunctionConfig,
  };
}

function problemsOf({ entry, config, code }: BuiltFunction): Problem[] {
  const file = `dist/${entry.file}`;
  if (createHash('sha256').update(code).digest('hex') !== entry.sha256) {
    return [
      {
        file,
        rule: 'unchanged',
        found: 'the code is not what `pnpm build` made (a local run that was killed leaves it rewritten)',
        remedy: 'run `pnpm build`',
      },
    ];
  }
  const set = variablesOf(config);
  const names = Object.keys({ ...entry.environment, ...set });
  const edited = names.filter((name) => set[name] !== entry.environment[name]);
  if (edited.length > 0) {
    return [
      {
        file: `dist/${dirname(entry.file)}/config.json`,
        rule: 'unchanged',
        found: `${edited.join(', ')} is not what \`pnpm build\` wrote, and nobody checked it`,
        remedy: `set it in ${entry.package}/deploy.json and run \`pnpm build\``,
      },
    ];
  }
  return checkArtifact({
    target: entry.target,
    name: entry.function,
    dir: `dist/${dirname(entry.file)}`,
    code,
    config,
  });
}
