import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { checkArtifact } from '../check/check.ts';
import { readManifest } from '../collect/collect.ts';
import type { FunctionConfig } from '../deployment/config.ts';
import { BuildError, type Problem, refuse } from '../problem.ts';
import type { ManifestEntry } from '../report.ts';
import type { Target } from '../target.ts';

export interface PlannedFunction {
  entry: ManifestEntry;
  config: FunctionConfig;
  /** Folder with `index.js` and `config.json`. */
  dir: string;
}

export interface UploadPlan {
  target: Target;
  functions: PlannedFunction[];
}

/**
 * What an upload would send, checked once more: the files may have changed since the build.
 * @param root folder of the repository
 * @param names empty for all
 * @throws BuildError for a function that was not built, was changed afterwards or breaks a rule
 */
export function planUpload(root: string, target: Target, names: readonly string[]): UploadPlan {
  const built = readManifest(root).artifacts.filter((entry) => entry.target === target);
  const known = built.map((entry) => entry.function);
  const unknown = names.filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    refuse(
      'dist/manifest.json',
      'upload',
      `no function ${unknown.join(', ')}`,
      `name one of ${known.join(', ')}`,
    );
  }
  const wanted = names.length > 0 ? built.filter((entry) => names.includes(entry.function)) : built;
  const functions = wanted.map((entry) => {
    const dir = dirname(join(root, 'dist', entry.file));
    return {
      entry,
      dir,
      config: JSON.parse(readFileSync(join(dir, 'config.json'), 'utf8')) as FunctionConfig,
    };
  });
  const problems = functions.flatMap((planned) => problemsOf(planned));
  if (problems.length > 0) throw new BuildError(problems);
  return { target, functions };
}

function problemsOf({ entry, config, dir }: PlannedFunction): Problem[] {
  const code = readFileSync(join(dir, 'index.js'), 'utf8');
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
  return checkArtifact({ target: entry.target, name: entry.function, dir: dirname(file), code, config });
}
