import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { UsageError } from '../usage-error.ts';

/** The repository: the folder with `pnpm-workspace.yaml` at or above where the command was given. */
export function findRoot(from = process.cwd()): string {
  for (let dir = from; ; dir = dirname(dir)) {
    if (existsSync(join(dir, 'pnpm-workspace.yaml'))) return dir;
    if (dir === dirname(dir)) {
      throw new UsageError(`There is no pnpm-workspace.yaml above ${from}: run lp inside the repository`);
    }
  }
}

/** Where the state of the emulated account is kept. */
export const stateFolder = (root: string): string => join(root, '.lp');
