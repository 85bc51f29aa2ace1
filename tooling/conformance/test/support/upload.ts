import { delimiter, dirname, join } from 'node:path';
import { ROOT } from '../../src/dist.ts';
import type { Machine } from '../../src/vendor/lpf.ts';
import { type ProcessOutcome, runNode } from '../../src/vendor/spawn.ts';

const UPLOAD = join(ROOT, 'tooling', 'bundler', 'bin', 'lp-upload.mjs');

/** What `pnpm upload` does after the build. */
export function upload({ binDir, env }: Machine, ...args: string[]): Promise<ProcessOutcome> {
  const PATH = [binDir, dirname(process.execPath), '/bin'].join(delimiter);
  return runNode(UPLOAD, args, { cwd: ROOT, env: { ...env, PATH } });
}
