import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Folder of the repository. */
export const ROOT = fileURLToPath(new URL('../../../..', import.meta.url));

/** The groups of packages, as `pnpm-workspace.yaml` has them. */
export const GROUPS = ['packages', 'functions', 'tooling'] as const;

/** What a tool made, and what was installed. */
const MADE = ['node_modules', 'dist', 'reports', '.turbo', '.git'];

export const readText = (path: string): string => readFileSync(join(ROOT, path), 'utf8');

/** Folders of all packages, relative to the repository. */
export function packages(): string[] {
  return GROUPS.flatMap((group) => namesOf(group).map((name) => `${group}/${name}`)).filter((folder) =>
    namesOf(folder).includes('package.json'),
  );
}

/** Paths of all files people write, below a folder, relative to the repository. */
export function sources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (MADE.includes(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? sources(path) : [path];
  });
}

const namesOf = (folder: string): string[] => readdirSync(join(ROOT, folder)).sort();
