import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative, sep } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { AnyFunctionDefinition } from '@lp-functions/platform/internal';
import { type Bundle, bundleFunction } from './bundle/bundle.ts';
import { mergeNotices } from './bundle/notices.ts';
import { checkCode, checkConfig, checkSources } from './check/check.ts';
import { entryOf, loadDefinition } from './definition.ts';
import { configOf } from './deployment/config.ts';
import { type Deployment, describeDeployment } from './deployment/deployment.ts';
import { type NamedSettings, readDeployments } from './deployment/read.ts';
import { toJson } from './json.ts';
import { BuildError, formatProblem, type Problem, refuse } from './problem.ts';
import type { ManifestEntry, Report } from './report.ts';
import { smokeRun } from './smoke/smoke.ts';
import { CODE_LIMIT_CHARACTERS, TARGETS, type Target } from './target.ts';

/**
 * Builds the function package in a folder: one bundle for each target, whatever the number of its deployments, and
 * for each deployment its config.
 * @throws BuildError when the definition, a deployment or an artifact breaks a rule, or does not start
 */
export async function buildFunction(
  packageDir: string,
  { profile }: { profile?: string | undefined } = {},
): Promise<Report> {
  const root = findRoot(packageDir);
  const label = relative(root, packageDir);
  const definition = await loadDefinition(packageDir, root);
  const { account, functions } = readDeployments({ packageDir, label, name: definition.name, profile });
  const deployments = describeAll(definition, functions);
  const outDir = join(packageDir, 'dist');
  rmSync(outDir, { recursive: true, force: true });
  mkdirSync(outDir);
  const targets = TARGETS.filter((target) =>
    deployments.some((deployment) => deployment.targets.includes(target)),
  );
  const bundles = await allOf(
    targets.map((target) =>
      buildBundle({
        target,
        entry: entryOf(packageDir),
        root,
        outDir,
        // The targets are of the same sources.
        checksSources: target === targets[0],
      }),
    ),
  );
  const origin: Origin = {
    package: label.split(sep).join('/'),
    ...(profile !== undefined && { profile }),
    ...(account !== undefined && { account }),
  };
  const built = bundles.flatMap((bundle) => {
    const measures = measure(bundle);
    return deployments
      .filter((deployment) => deployment.targets.includes(bundle.target))
      .map((deployment) => ({ bundle, measures, deployment }));
  });
  const problems = built.flatMap((each) => writeConfig({ ...each, definition, root, outDir }));
  if (problems.length > 0) throw new BuildError(problems);
  const report: Report = {
    artifacts: built.map((each) => entryFor(each, origin)),
    carried: Object.fromEntries(bundles.map(({ target, carried }) => [target, carried])),
    warnings: [...new Set(bundles.flatMap(({ warnings }) => warnings.map(formatProblem)))],
    notices: mergeNotices(bundles.flatMap(({ notices }) => notices)),
  };
  writeFileSync(join(outDir, 'report.json'), toJson(report));
  return report;
}

/** @throws BuildError with the faults of all deployments */
function describeAll(definition: AnyFunctionDefinition, all: readonly NamedSettings[]): Deployment[] {
  const problems: Problem[] = [];
  const deployments = all.flatMap((settings) => {
    try {
      return [describeDeployment(definition, settings)];
    } catch (error) {
      if (!(error instanceof BuildError)) throw error;
      problems.push(...error.problems);
      return [];
    }
  });
  if (problems.length > 0) throw new BuildError(problems);
  return deployments;
}

interface BundleOptions {
  target: Target;
  entry: string;
  root: string;
  outDir: string;
  checksSources: boolean;
}

/** Bundles for one target, writes the code, checks it and runs it once. */
async function buildBundle({ target, entry, root, outDir, checksSources }: BundleOptions): Promise<Bundle> {
  const bundle = await bundleFunction({ target, entry, root });
  const { code, map, carried, readable } = bundle;
  const dir = join(outDir, target);
  const label = relative(root, dir);
  mkdirSync(dir, { recursive: true });
  writeFileSync(join(dir, 'index.js'), code);
  writeFileSync(join(dir, 'index.js.map'), map);
  const verdicts = [
    ...(checksSources ? [checkSources(readable)] : []),
    checkCode({ target, dir: label, code, map, carried }),
  ];
  const errors = verdicts.flatMap((verdict) => verdict.errors);
  if (errors.length > 0) throw new BuildError(errors);
  await smokeRun({ target, code, map, label: join(label, 'index.js') });
  return { ...bundle, warnings: [bundle, ...verdicts].flatMap(({ warnings }) => warnings) };
}

/** All results, or the faults of all that failed. */
async function allOf<Value>(work: readonly Promise<Value>[]): Promise<Value[]> {
  const settled = await Promise.allSettled(work);
  const reasons: unknown[] = settled.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
  const unforeseen = reasons.find((reason) => !(reason instanceof BuildError));
  if (unforeseen !== undefined) throw unforeseen;
  const faults = reasons.filter((reason) => reason instanceof BuildError);
  if (faults.length > 0) throw new BuildError(faults.flatMap(({ problems }) => problems));
  return settled.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
}

interface Deployed {
  bundle: Bundle;
  measures: Measures;
  deployment: Deployment;
}

interface ConfigOptions extends Deployed {
  definition: AnyFunctionDefinition;
  root: string;
  outDir: string;
}

/** @returns what the platform would not take */
function writeConfig({ bundle, deployment, definition, root, outDir }: ConfigOptions): Problem[] {
  const { target } = bundle;
  const { name } = deployment;
  const config = configOf(target, { name, description: definition.description }, deployment);
  writeFileSync(join(outDir, target, `${name}.json`), toJson(config));
  return checkConfig({ target, name, config, file: relative(root, join(outDir, target, `${name}.json`)) });
}

type Measures = Pick<ManifestEntry, 'characters' | 'gzipBytes' | 'sha256' | 'limit' | 'externals'>;

/** The same for all deployments of a bundle. */
const measure = ({ code, externals }: Bundle): Measures => ({
  characters: code.length,
  limit: CODE_LIMIT_CHARACTERS,
  gzipBytes: gzipSync(code, { level: 9 }).length,
  sha256: createHash('sha256').update(code).digest('hex'),
  externals,
});

/** Where an artifact comes from, and where it may go. */
type Origin = Pick<ManifestEntry, 'package' | 'profile' | 'account'>;

function entryFor({ bundle: { target }, measures, deployment }: Deployed, origin: Origin): ManifestEntry {
  const { name, environment, secrets, hosts, schedule } = deployment;
  return {
    function: name,
    ...origin,
    target,
    file: `${target}/functions/${name}/index.js`,
    ...measures,
    environment,
    secrets,
    hosts,
    ...(schedule && { schedule }),
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
