import { existsSync, readdirSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { BuildError, readDeployments } from '@lp-functions/bundler';
import { nearest } from '@lp-functions/emulator';
import { UsageError } from '../usage-error.ts';

/** Absolute folders of the function packages. */
export function functionPackages(root: string): string[] {
  const folder = join(root, 'functions');
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(folder, entry.name, 'package.json')))
    .map((entry) => join(folder, entry.name))
    .sort();
}

export const platformName = (packageName: string): string => packageName.replaceAll('-', '_');

/** The platform's names of what a package becomes; its own name when its files cannot be read. */
export function namesOf(packageDir: string, root: string): string[] {
  const name = platformName(basename(packageDir));
  try {
    const label = relative(root, packageDir);
    return readDeployments({ packageDir, label, name, profile: undefined }).functions.map((fn) => fn.name);
  } catch (error) {
    if (error instanceof BuildError) return [name];
    throw error;
  }
}

/** @throws UsageError naming the nearest function that exists */
export function findFunction(given: string, root: string): { packageDir: string; name: string } {
  const name = platformName(given);
  const all = functionPackages(root).flatMap((packageDir) =>
    namesOf(packageDir, root).map((known) => ({ packageDir, name: known })),
  );
  const found = all.find((candidate) => candidate.name === name);
  if (found) return found;
  const near = nearest(
    name,
    all.map((candidate) => candidate.name),
  );
  const hint =
    near === undefined ? `there are ${all.map((one) => one.name).join(', ')}` : `did you mean ${near}?`;
  throw new UsageError(`There is no function ${given}: ${hint}`);
}
