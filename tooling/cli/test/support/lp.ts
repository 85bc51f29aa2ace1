import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const LP = fileURLToPath(new URL('../../bin/lp.mjs', import.meta.url));
const NODE_MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

/** A repository with some functions in it. */
export interface Workspace {
  readonly root: string;
  write(path: string, text: string): void;
  remove(): void;
}

export function createWorkspace(files: Record<string, string>): Workspace {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lp-cli-')));
  const write = (path: string, text: string) => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  };
  symlinkSync(NODE_MODULES, join(root, 'node_modules'));
  write('pnpm-workspace.yaml', 'packages: [functions/*]\n');
  for (const [path, text] of Object.entries(files)) write(path, text);
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}

/** The files of a function package with this handler, whose payload is anything under `value`. */
export function functionFiles(
  folder: string,
  handler: string,
  { deploy = {}, top = '', secrets = '{}' }: { deploy?: object; top?: string; secrets?: string } = {},
): Record<string, string> {
  return {
    [`functions/${folder}/package.json`]: JSON.stringify({ name: folder, type: 'module' }),
    [`functions/${folder}/deploy.json`]: JSON.stringify(deploy),
    [`functions/${folder}/src/index.ts`]: definition(folder, handler, top, secrets),
  };
}

export function definition(folder: string, handler: string, top = '', secrets = '{}'): string {
  return `import { defineFunction, optional, text } from '@lp-functions/platform';
${top}
export default defineFunction({
  name: '${folder.replaceAll('-', '_')}',
  description: 'For a test.',
  environment: { GREETING: optional(text(), 'hello') },
  payload: { value: optional(text()) },
  secrets: ${secrets},
  targets: () => [],
  async handler({ payload, env, secrets, log }) {
    ${handler}
  },
});
`;
}

export interface Outcome {
  exitCode: number | null;
  stdout: string;
  stderr: string;
}

export interface LpOptions {
  input?: string;
  env?: Record<string, string>;
}

/** Runs `lp` to its end. */
export async function lp(
  root: string,
  args: readonly string[],
  { input = '', env }: LpOptions = {},
): Promise<Outcome> {
  const child = start(root, args, env);
  child.stdin?.end(input);
  const outcome: Outcome = { exitCode: null, stdout: '', stderr: '' };
  child.stdout?.on('data', (text: string) => {
    outcome.stdout += text;
  });
  child.stderr?.on('data', (text: string) => {
    outcome.stderr += text;
  });
  [outcome.exitCode] = (await once(child, 'close')) as [number | null];
  return outcome;
}

/** An `lp dev` that is ready. */
export interface Dev {
  readonly pid: number;
  readonly v1: string;
  readonly v2: string;
  output(): string;
  /** Waits until it has printed this. */
  says(text: string): Promise<void>;
  /** @returns the exit code */
  end(signal?: NodeJS.Signals): Promise<number | null>;
}

export async function startDev(root: string, ...args: string[]): Promise<Dev> {
  const child = start(root, ['dev', '--port', '0', ...args]);
  let output = '';
  const ended = once(child, 'close') as Promise<[number | null]>;
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (text: string) => {
      output += text;
      for (const look of waiting) look();
    });
  }
  const says = (text: string) =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!output.includes(text)) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      void ended.then(() => reject(new Error(`lp dev ended\n${output}`)));
      look();
    });
  await says('ready v1=');
  const [, v1 = '', v2 = ''] = /ready v1=(\S+) v2=(\S+)/.exec(output) ?? [];
  return {
    pid: child.pid ?? 0,
    v1,
    v2,
    output: () => output,
    says,
    async end(signal = 'SIGINT') {
      child.kill(signal);
      return (await ended)[0];
    },
  };
}

function start(root: string, args: readonly string[], env: Record<string, string> = {}): ChildProcess {
  const child = spawn(process.execPath, [LP, ...args], {
    cwd: root,
    env: { PATH: process.env.PATH, HOME: root, ...env },
    stdio: 'pipe',
  });
  child.stdout.setEncoding('utf8');
  child.stderr.setEncoding('utf8');
  return child;
}
