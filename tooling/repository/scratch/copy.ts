import { type ExecFileException, execFile, execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT } from '../test/support/repository.ts';

export interface Outcome {
  exitCode: number;
  /** Everything that was printed, both streams. */
  output: string;
}

/** The repository as a newcomer gets it: what is, or could be, committed, in a folder of its own and not installed. */
export interface Copy {
  path(...parts: string[]): string;
  /** A command of the README, in the copy. */
  pnpm(...args: string[]): Promise<Outcome>;
  remove(): void;
}

export function copyRepository(): Copy {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lp-copy-')));
  const path = (...parts: string[]) => join(folder, ...parts);
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  for (const file of listed.split('\0')) {
    if (file !== '' && existsSync(join(ROOT, file))) cpSync(join(ROOT, file), path(file));
  }
  return {
    path,
    pnpm: (...args) =>
      new Promise((resolve, reject) => {
        execFile(
          'pnpm',
          args,
          { cwd: folder, env: environment(), encoding: 'utf8', maxBuffer: 1e8 },
          (error: ExecFileException | null, stdout, stderr) => {
            if (error && typeof error.code !== 'number') reject(error);
            else resolve({ exitCode: Number(error?.code ?? 0), output: stdout + stderr });
          },
        );
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

/** Without what the pnpm around this test tells its scripts, e.g. that everything is installed already. */
function environment(): Record<string, string | undefined> {
  const foreign = /^(npm_|pnpm_|turbo_|vitest|node_options$|init_cwd$|node_env$|dev$|test$|prod$|mode$)/i;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !foreign.test(name)));
}
