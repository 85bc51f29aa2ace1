import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const preload = (name: string) => fileURLToPath(new URL(`../preload/${name}.cjs`, import.meta.url));

const LOOPBACK_ONLY = preload('loopback-only');
export const CLOUD = preload('cloud');

export interface ProcessOptions {
  cwd: string;
  /** Variables beside PATH; nothing else of our own environment reaches the tool. */
  env?: Record<string, string | undefined>;
  preloads?: readonly string[];
  /** Milliseconds until the process is stopped. @default 40000 */
  timeoutMs?: number;
}

export interface ProcessOutcome {
  exitCode: number | null;
  stdout: string;
  stderr: string;
  /** Milliseconds until the end of the process and of everything it left behind. */
  durationMs: number;
}

const requires = (preloads: readonly string[]) =>
  [LOOPBACK_ONLY, ...preloads].flatMap((path) => ['--require', path]);

/** For processes whose own children have to reach the cloud, and nothing else. */
export const CLOUD_NODE_OPTIONS = requires([CLOUD]).join(' ');

/** Writes a command that runs a Node script, which must stay on this machine. */
export function writeCommand(file: string, script: string, preloads: readonly string[] = []): void {
  const command = [process.execPath, ...requires(preloads), script].map((part) => `'${part}'`);
  writeFileSync(file, `#!/bin/sh\nexec ${command.join(' ')} "$@"\n`, { mode: 0o755 });
}

/**
 * Runs a Node script that must stay on this machine.
 * @throws when it tried to reach another one, or took too long
 */
export async function runNode(
  script: string,
  args: readonly string[],
  { cwd, env = {}, preloads = [], timeoutMs = 40_000 }: ProcessOptions,
): Promise<ProcessOutcome> {
  const start = performance.now();
  const child = spawn(process.execPath, [...requires(preloads), script, ...args], {
    cwd,
    env: { PATH: process.env.PATH, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let stdout = '';
  let stderr = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
  });
  let late = false;
  const timer = setTimeout(() => {
    late = true;
    child.kill('SIGTERM');
  }, timeoutMs);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  clearTimeout(timer);
  const said = `\n--- stdout\n${stdout}\n--- stderr\n${stderr}`;
  if (late) throw new Error(`${script} ${args.join(' ')} took more than ${timeoutMs} ms${said}`);
  if (said.includes('loopback-only:')) throw new Error(`${script} tried to leave this machine${said}`);
  return { exitCode, stdout, stderr, durationMs: performance.now() - start };
}
