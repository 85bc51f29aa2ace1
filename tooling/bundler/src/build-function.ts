import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AnyFunctionDefinition } from '@lp-functions/platform/internal';
import { bundleFunction } from './bundle/bundle.ts';
import { checkArtifact } from './check/check.ts';
import { entryOf, loadDefinition } from './definition.ts';
import { configOf } from './deployment/config.ts';
import { type Deployment, describeDeployment } from './deployment/deployment.ts';
import { readDeployments } from './deployment/read.ts';
import { toJson } from './json.ts';
import { BuildError, refuse } from './problem.ts';
import type { ManifestEntry, Report } from './report.ts';
import { CODE_LIMIT_CHARACTERS, TARGETS, type Target } from './target.ts';

export interface BuildOptions {
  /** Name of the profile that is laid over `deploy.json`. */
  profile?: string | undefined;
}

/**
 * Builds the function package in a folder: for each generation the code and its map in `dist/<target>`, and one
 * `<name>.json` for each platform function that runs it.
 * @throws BuildError when the definition, a deployment or an artifact breaks a rule
 */
export async function buildFunction(packageDir: string, { profile }: BuildOptions = {}): Promise<Report> {
  const root = findRoot(packageDir);
  const entry = entryOf(packageDir);
  const label = relative(root, packageDir);
  const definition = await loadDefinition(packageDir, root);
  const read = readDeployments({ packageDir, label, name: definition.name, profile });
  const deployments = read.functions.map((settings) => describeDeployment(definition, settings));
  const outDir = join(packageDir, 'dist');
  rmSync(outDir, { recursive: true, force: true });
  const artifacts: ManifestEntry[] = [];
  for (const target of TARGETS) {
    const own = deployments.filter(({ targets }) => targets.includes(target));
    if (own.length === 0) continue;
    const built = await buildTarget({ target, definition, deployments: own, entry, root, outDir });
    artifacts.push(
      ...built.map((artifact) => ({
        ...artifact,
        package: label.split(sep).join('/'),
        ...(profile !== undefined && { profile }),
        ...(read.account !== undefined && { account: read.account }),
      })),
    );
  }
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'report.json'), toJson({ artifacts }));
  return { artifacts };
}

interface TargetOptions {
  target: Target;
  definition: AnyFunctionDefinition;
  /** Those that are built for the target. */
  deployments: readonly Deployment[];
  entry: string;
  root: string;
  /** Of the package. */
  outDir: string;
}

type BuiltEntry = Omit<ManifestEntry, 'package' | 'profile' | 'account'>;

/** All deployments run the same code. */
async function buildTarget(options: TargetOptions): Promise<BuiltEntry[]> {
  const { target, definition, deployments, entry, root, outDir } = options;
  const { code, map, externals } = await bundleFunction({ target, name: definition.name, entry, root });
  const targetDir = join(outDir, target);
  mkdirSync(targetDir, { recursive: true });
  writeFileSync(join(targetDir, 'index.js'), code);
  writeFileSync(join(targetDir, 'index.js.map'), map);
  const shared = {
    characters: code.length,
    limit: CODE_LIMIT_CHARACTERS,
    gzipBytes: gzipSync(code, { level: 9 }).length,
    sha256: createHash('sha256').update(code).digest('hex'),
    externals,
  };
  const configs = deployments.map((deployment) =>
    configOf(target, { name: deployment.name, description: definition.description }, deployment),
  );
  const problems = configs.flatMap((config) =>
    checkArtifact({ target, name: config.name, code, config, dir: relative(root, targetDir) }),
  );
  if (problems.length > 0) throw new BuildError(problems);
  for (const config of configs) writeFileSync(join(targetDir, `${config.name}.json`), toJson(config));
  return deployments.map(({ name, environment, secrets, hosts, schedule }) => ({
    function: name,
    target,
    file: `${target}/functions/${name}/index.js`,
    ...shared,
    environment,
    secrets,
    hosts,
    ...(schedule && { schedule }),
  }));
}

/** The folder with `pnpm-workspace.yaml`. */
export function findRoot(from: string): string {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'pnpm-workspace.yaml'))) return dir;
    if (dir === dirname(dir)) {
      return refuse(
        basename(from),
        'workspace',
        'no pnpm-workspace.yaml above',
        'run it inside the repository',
      );
    }
  }
}
