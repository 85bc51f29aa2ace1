import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AnyFunctionDefinition } from '@lp-functions/platform/internal';
import { bundleFunction } from './bundle/bundle.ts';
import { checkArtifact } from './check/check.ts';
import { entryOf, loadDefinition } from './definition.ts';
import { configOf } from './deployment/config.ts';
import { readDeployFile } from './deployment/deploy-file.ts';
import { type Deployment, describeDeployment } from './deployment/deployment.ts';
import { toJson } from './json.ts';
import { BuildError, refuse } from './problem.ts';
import type { ManifestEntry, Report } from './report.ts';
import { CODE_LIMIT_CHARACTERS, TARGETS, type Target } from './target.ts';

/**
 * Builds the function package in a folder: for both targets the code, its map and `config.json` in `dist/<target>`.
 * @throws BuildError when the definition, the deployment or an artifact breaks a rule
 */
export async function buildFunction(packageDir: string): Promise<Report> {
  const root = findRoot(packageDir);
  const entry = entryOf(packageDir);
  const label = relative(root, packageDir);
  const definition = await loadDefinition(packageDir, root);
  const deployPath = join(packageDir, 'deploy.json');
  const deployment = describeDeployment(
    definition,
    readDeployFile(deployPath, join(label, 'deploy.json')),
    join(label, 'deploy.json'),
  );
  const outDir = join(packageDir, 'dist');
  rmSync(outDir, { recursive: true, force: true });
  const artifacts: ManifestEntry[] = [];
  for (const target of TARGETS) {
    artifacts.push(
      await buildTarget({ target, definition, deployment, entry, root, outDir: join(outDir, target) }),
    );
  }
  writeFileSync(join(outDir, 'report.json'), toJson({ artifacts }));
  return { artifacts };
}

interface TargetOptions {
  target: Target;
  definition: AnyFunctionDefinition;
  deployment: Deployment;
  entry: string;
  root: string;
  outDir: string;
}

async function buildTarget(options: TargetOptions): Promise<ManifestEntry> {
  const { target, definition, deployment, entry, root, outDir } = options;
  const { name } = definition;
  const { code, map, externals } = await bundleFunction({ target, name, entry, root });
  const config = configOf(target, definition, deployment);
  mkdirSync(outDir, { recursive: true });
  writeFileSync(join(outDir, 'index.js'), code);
  writeFileSync(join(outDir, 'index.js.map'), map);
  writeFileSync(join(outDir, 'config.json'), toJson(config));
  const problems = checkArtifact({ target, name, code, config, dir: relative(root, outDir) });
  if (problems.length > 0) throw new BuildError(problems);
  return {
    function: name,
    target,
    file: `${target}/functions/${name}/index.js`,
    characters: code.length,
    limit: CODE_LIMIT_CHARACTERS,
    gzipBytes: gzipSync(code, { level: 9 }).length,
    sha256: createHash('sha256').update(code).digest('hex'),
    externals,
    environment: deployment.environment,
    secrets: deployment.secrets,
    hosts: deployment.hosts,
    ...(deployment.schedule && { schedule: deployment.schedule }),
  };
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
