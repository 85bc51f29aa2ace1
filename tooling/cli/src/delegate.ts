import { spawnSync } from 'node:child_process';
import { delimiter, join } from 'node:path';
import { findRoot } from './project/root.ts';

/** Runs a command of the repository with the terminal that `lp` has. @returns its exit code */
export function delegate(command: string, args: readonly string[]): number {
  const root = findRoot();
  const { status, error } = spawnSync(command, args, {
    cwd: root,
    stdio: 'inherit',
    env: {
      ...process.env,
      PATH: [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
    },
    // On Windows commands of packages are batch files, which only a shell runs.
    shell: process.platform === 'win32',
  });
  if (error) throw error;
  return status ?? 1;
}
