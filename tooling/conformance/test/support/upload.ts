import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { ROOT } from '../../src/dist.ts';
import type { Machine } from '../../src/vendor/lpf.ts';
import { CLOUD_NODE_OPTIONS, type ProcessOutcome, runNode } from '../../src/vendor/spawn.ts';

const UPLOAD = join(ROOT, 'tooling', 'upload', 'bin', 'lp-upload.mjs');

const environmentOf = ({ binDir, env }: Machine) => ({
  ...env,
  PATH: [binDir, dirname(process.execPath), '/bin'].join(delimiter),
  // The upload asks with the vendor's package, in a process of its own.
  NODE_OPTIONS: CLOUD_NODE_OPTIONS,
});

/** What `pnpm upload` does after the build, in a repository. */
export function upload(machine: Machine, root: string, ...args: string[]): Promise<ProcessOutcome> {
  return runNode(UPLOAD, args, { cwd: root, env: environmentOf(machine), timeoutMs: 100_000 });
}

/**
 * Starts an upload and kills it, with all it has started, as soon as a condition holds.
 * @returns what it had printed
 */
export async function uploadKilledWhen(
  isTime: () => boolean,
  machine: Machine,
  root: string,
  ...args: string[]
): Promise<string> {
  const child = spawn(process.execPath, [UPLOAD, ...args], {
    cwd: root,
    env: environmentOf(machine),
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  const ended = new Promise((resolve) => child.once('close', resolve));
  while (!isTime() && child.exitCode === null) await new Promise((resolve) => setTimeout(resolve, 5));
  if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, 'SIGKILL');
  await ended;
  return output;
}
