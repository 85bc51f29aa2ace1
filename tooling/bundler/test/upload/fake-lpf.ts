import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { onTestFinished, vi } from 'vitest';

/** How the tool answers a command. */
interface Reply {
  exitCode?: number;
  output?: string;
  /** After its output it goes on only when this file exists, and fails when that takes ten seconds. */
  waitsFor?: string;
}

interface FakeLpf {
  /** @default 'lpf' */
  command?: string;
  /** @default '1.31.13' */
  version?: string;
  /** By the first word. */
  replies?: Record<string, Reply>;
}

/** A call of the tool, with what it found in the folder it ran in. */
export interface LpfCall {
  command: string;
  args: string[];
  cwd: string;
  /** Texts of the files below its folder; folders end with a slash. */
  files: Record<string, string>;
}

const SCRIPT = `
const { readdirSync, readFileSync, appendFileSync, existsSync, statSync } = require('node:fs');
const { join } = require('node:path');
const { command, version, replies, log } = JSON.parse(readFileSync(__filename + '.json', 'utf8'));
const args = process.argv.slice(2);
if (args[0] === '--version') {
  console.log('liveperson-functions-cli/' + version + ' linux-x64 node-v20.19.0');
  process.exit(0);
}
const files = {};
for (const name of readdirSync('.', { recursive: true })) {
  if (statSync(name).isDirectory()) files[name + '/'] = '';
  else files[name] = readFileSync(name, 'utf8');
}
appendFileSync(log, JSON.stringify({ command, args, cwd: process.cwd(), files }) + '\\n');
const { exitCode = 0, output = '', waitsFor } = replies[args[0]] ?? {};
process.stdout.write(output);
process.exitCode = exitCode;
let waited = 0;
const wait = () => {
  if (waitsFor === undefined || existsSync(waitsFor)) return;
  if (waited++ < 500) setTimeout(wait, 20);
  else process.exitCode = 1;
};
wait();
`;

/** A machine of its own: its PATH holds Node and these tools, its temporary folder a login or none. */
export function machineWith(tools: readonly FakeLpf[], { loggedIn = true } = {}): { calls: () => LpfCall[] } {
  const home = mkdtempSync(join(tmpdir(), 'lp-fake-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const bin = join(home, 'bin');
  const temporary = join(home, 'tmp');
  const log = join(home, 'calls');
  mkdirSync(bin);
  mkdirSync(temporary);
  writeFileSync(log, '');
  if (loggedIn) writeFileSync(join(temporary, 'faas-tmp.json'), '"encrypted"');
  for (const { command = 'lpf', version = '1.31.13', replies = {} } of tools) {
    const file = join(bin, command);
    writeFileSync(file, `#!/usr/bin/env node\n${SCRIPT}`, { mode: 0o755 });
    writeFileSync(`${file}.json`, JSON.stringify({ command, version, replies, log }));
  }
  vi.stubEnv('PATH', [bin, dirname(process.execPath), '/bin'].join(delimiter));
  vi.stubEnv('TMPDIR', temporary);
  return {
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LpfCall),
  };
}
