import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { UsageError } from '../usage-error.ts';
import type { Project } from './project.ts';

/** Absolute folders of the function packages. */
export function functionPackages(root: string): string[] {
  const folder = join(root, 'functions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'package.json')))
    .map((entry) => join(folder, entry.name))
    .sort();
}

const platformName = (packageName: string): string => packageName.replaceAll('-', '_');

/** The platform's names of what a package becomes; its own name when its files cannot be read. */
export async function namesOf(packageDir: string, { root, profile }: Project): Promise<string[]> {
  const name = platformName(basename(packageDir));
  const files = ['deploy.json', ...(profile === undefined ? [] : [`deploy.${profile}.json`])];
  if (!files.some((file) => hasDeployments(join(packageDir, file)))) return [name];
  // Loaded only for packages with several names: a call should not wait for the whole bundler.
  const { BuildError, readDeployments } = await import('@lp-functions/bundler');
  try {
    const label = relative(root, packageDir);
    return readDeployments({ packageDir, label, name, profile }).functions.map((fn) => fn.name);
  } catch (error) {
    if (error instanceof BuildError) return [name];
    throw error;
  }
}

function hasDeployments(file: string): boolean {
  try {
    return readFileSync(file, 'utf8').includes('"deployments"');
  } catch {
    return false;
  }
}

/** @throws UsageError naming the nearest function that exists */
export async function findFunction(
  given: string,
  project: Project,
): Promise<{ packageDir: string; name: string }> {
  const name = platformName(given);
  const packages = await Promise.all(
    functionPackages(project.root).map(async (packageDir) => ({
      packageDir,
      names: await namesOf(packageDir, project),
    })),
  );
  const found = packages.find(({ names }) => names.includes(name));
  if (found) return { packageDir: found.packageDir, name };
  const { didYouMean } = await import('@lp-functions/emulator');
  const all = packages.flatMap(({ names }) => names);
  throw new UsageError(`There is no function ${given}: ${didYouMean(name, all)}`);
}
