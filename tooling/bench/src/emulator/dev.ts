import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const REPOSITORY = fileURLToPath(new URL('../../../..', import.meta.url));
const LP = join(REPOSITORY, 'tooling/cli/bin/lp.mjs');

/** A repository with one function that touches no network, and an `lp dev` in it. */
export interface Stage {
  readonly v1: string;
  readonly v2: string;
  /** Saves the function so that it returns this. Resolves when it is said to be live. */
  save(result: number): Promise<void>;
  /** Memory of the process and of all below it, in MB, shared pages counted once. */
  memoryMb(): number;
  stop(): Promise<void>;
}

export async function startStage(): Promise<Stage> {
  const root = realpathSync(mkdtempSync(join(tmpdir(), 'lp-bench-')));
  const source = join(root, 'functions/probe/src/index.ts');
  mkdirSync(dirname(source), { recursive: true });
  // What the bench's own package finds, the function finds.
  symlinkSync(fileURLToPath(new URL('../../node_modules', import.meta.url)), join(root, 'node_modules'));
  writeFileSync(join(root, 'pnpm-workspace.yaml'), 'packages: [functions/*]\n');
  writeFileSync(join(root, 'functions/probe/package.json'), '{"name":"probe","type":"module"}');
  const write = (result: number) => writeFileSync(source, definition(result));
  write(0);

  const child = spawn(process.execPath, [LP, 'dev', '--port', '0', '--ephemeral'], {
    cwd: root,
    stdio: 'pipe',
  });
  const [, v1 = '', v2 = ''] = await said(child, /^ready v1=(\S+) v2=(\S+)$/m);
  return {
    v1,
    v2,
    async save(result) {
      const live = said(child, /live after/);
      write(result);
      await live;
    },
    memoryMb: () => memoryOf(child.pid ?? 0),
    async stop() {
      child.kill('SIGTERM');
      await once(child, 'close');
      rmSync(root, { recursive: true, force: true });
    },
  };
}

const definition = (result: number) => `import { defineFunction } from '@lp-functions/platform';
export default defineFunction({
  name: 'probe',
  description: 'For a measurement.',
  environment: {},
  payload: {},
  secrets: {},
  targets: () => [],
  async handler() {
    return ${result};
  },
});
`;

/** Waits for what the command says from now on. */
async function said(child: ChildProcess, what: RegExp): Promise<RegExpExecArray> {
  let output = '';
  return new Promise((resolve, reject) => {
    const fail = () => reject(new Error(`lp dev ended\n${output}`));
    const hear = (text: string) => {
      output += text;
      const found = what.exec(output);
      if (!found) return;
      // It goes on to tell of every call: to search that would be measured too.
      child.stdout?.off('data', hear).resume();
      child.off('close', fail);
      resolve(found);
    };
    child.stdout?.on('data', hear);
    child.once('close', fail);
  });
}

/** Linux alone tells it. */
function memoryOf(pid: number): number {
  const children = read(`/proc/${pid}/task/${pid}/children`).trim().split(' ').filter(Boolean);
  const kilobytes = Number(/^Pss:\s+(\d+)/m.exec(read(`/proc/${pid}/smaps_rollup`))?.[1] ?? 0);
  return kilobytes / 1_024 + children.reduce((sum, child) => sum + memoryOf(Number(child)), 0);
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
