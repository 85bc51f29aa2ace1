import { join, relative } from 'node:path';
import { bundleFunction } from './bundle/bundle.ts';
import { createIncrementalBuild } from './bundle/incremental.ts';
import { checkCode, checkConfig, checkSources } from './check/check.ts';
import { entryOf, loadDefinition } from './definition.ts';
import { configOf } from './deployment/config.ts';
import { type Deployment, describeDeployment } from './deployment/deployment.ts';
import { readDeployments } from './deployment/read.ts';
import { BuildError, type Problem } from './problem.ts';
import { TARGETS, type Target } from './target.ts';

/** A function as it would be uploaded, in memory. */
export interface LiveFunction {
  /** The platform's name. */
  name: string;
  target: Target;
  description: string;
  code: string;
  /** Source map, paths relative to the repository. */
  map: string;
  deployment: Deployment;
}

export interface LiveBuild {
  functions: LiveFunction[];
  /** The files that it was made of, relative to the repository: what is made of the same ones is the same. */
  files: string[];
  /** What is worth mending, although it may be uploaded. */
  warnings: readonly Problem[];
}

/**
 * Builds function packages again and again, fast: nothing is written, and esbuild remembers what has not
 * changed.
 */
export interface LiveBuilder {
  /**
   * @param targets only these of its targets. @default all
   * @throws BuildError when the definition, a deployment or an artifact breaks a rule
   */
  build(packageDir: string, targets?: readonly Target[]): Promise<LiveBuild>;
  dispose(): Promise<void>;
}

export interface LiveBuilderOptions {
  /** Its `deploy.<profile>.json` files are laid over `deploy.json`. @default none */
  profile?: string | undefined;
}

/** @param root folder of the repository */
export function createLiveBuilder(root: string, { profile }: LiveBuilderOptions = {}): LiveBuilder {
  const { build, dispose } = createIncrementalBuild();

  const bundle = async (target: Target, packageDir: string) => {
    const bundled = await bundleFunction({ target, entry: entryOf(packageDir), root, build });
    const { code, map, carried, readable } = bundled;
    const dir = relative(root, join(packageDir, 'dist', target));
    const verdicts = [checkSources(readable), checkCode({ target, dir, code, map, carried })];
    const errors = verdicts.flatMap((verdict) => verdict.errors);
    if (errors.length > 0) throw new BuildError(errors);
    return {
      code,
      map,
      files: bundled.files,
      warnings: [bundled, ...verdicts].flatMap(({ warnings }) => warnings),
    };
  };

  return {
    dispose,
    async build(packageDir, targets = TARGETS) {
      const loading = loadDefinition(packageDir, root, build);
      const bundling = targets.map(async (target) => ({ target, ...(await bundle(target, packageDir)) }));
      // All have to end, also when one has failed: esbuild answers whoever asks during a build with what that build
      // comes to, and the next one is to see what was saved since.
      await Promise.allSettled([loading, ...bundling]);
      // What esbuild says of the sources is more to the point than why they cannot be loaded.
      const bundles = await Promise.all(bundling);
      const definition = await loading;
      const label = relative(root, packageDir);
      const { name, description } = definition;
      const deployments = readDeployments({ packageDir, label, name, profile }).functions.map((settings) =>
        describeDeployment(definition, settings),
      );
      const functions = bundles.flatMap(({ target, code, map }) =>
        deployments
          .filter((deployment) => deployment.targets.includes(target))
          .map((deployment) => ({ name: deployment.name, target, description, code, map, deployment })),
      );
      const problems = functions.flatMap(({ target, name: named, deployment }) =>
        checkConfig({
          target,
          name: named,
          config: configOf(target, { name: named, description }, deployment),
          file: join(label, 'deploy.json'),
        }),
      );
      if (problems.length > 0) throw new BuildError(problems);
      const deployFiles = ['deploy.json', ...(profile === undefined ? [] : [`deploy.${profile}.json`])];
      const files = [
        ...new Set(bundles.flatMap((one) => one.files)),
        ...deployFiles.map((file) => join(label, file)),
      ];
      return { functions, files, warnings: bundles.flatMap(({ warnings }) => warnings) };
    },
  };
}
