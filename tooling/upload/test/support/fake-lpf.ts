import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
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

/** What the vendor's package finds in the account, as the platform words it. */
export interface FakeAccount {
  /** @default '12345' */
  accountId?: string;
  /** @default a gateway of the tool's own generation */
  gateway?: string;
  functions?: FakeFunction[];
  /** Of `GET /proxy-settings`; refused when missing. */
  domains?: string[];
  /** Of `GET /schedules`; refused when missing. */
  schedules?: object[];
  /** What the package throws instead. */
  fails?: { errorCode?: string; errorMsg: string };
  /** @default true */
  isLoginValid?: boolean;
}

export interface FakeFunction {
  name: string;
  description?: string;
  eventId?: string;
  state?: string;
  code?: string;
  variables?: Record<string, string>;
}

interface FakeLpf {
  /** @default 'lpf' */
  command?: string;
  /** @default '1.31.13' */
  version?: string;
  /** By the first word. */
  replies?: Record<string, Reply>;
  account?: FakeAccount;
}

/** A call of the tool, with what it found in the folder it ran in. */
export interface LpfCall {
  command: string;
  args: string[];
  cwd: string;
  /** Texts of the files below its folder; folders end with a slash. */
  files: Record<string, string>;
}

const STATE = `
const { readdirSync, readFileSync, writeFileSync, appendFileSync, existsSync, statSync } = require('node:fs');
const { join } = require('node:path');
const stateFile = join(__dirname, '__UP__', 'state.json');
const state = () => JSON.parse(readFileSync(stateFile, 'utf8'));
`;

/** `push` and `deploy` that succeed do to the account what the real ones do. */
const COMMAND = `${STATE.replace('__UP__', '..')}
const { command, version, replies, log, account } = state();
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
if (exitCode === 0 && !output.includes('[skipped]')) {
  for (const name of args.slice(1).filter((arg) => !arg.startsWith('--'))) {
    const config = JSON.parse(files['functions/' + name + '/config.json']);
    const list = config.environmentVariables;
    const variables = Array.isArray(list)
      ? Object.fromEntries(list.filter(({ key }) => key !== '').map(({ key, value }) => [key, value]))
      : list;
    const found = account.functions.find((fn) => fn.name === name);
    const fn = found ?? { name, eventId: config.event === 'No Event' ? undefined : config.event, state: 'Draft' };
    if (!found) account.functions.push(fn);
    if (args[0] === 'push') {
      const code = files['functions/' + name + '/index.js'];
      Object.assign(fn, { description: config.description, code, variables });
      if (found && fn.state === 'Productive') fn.state = 'Modified';
    }
    if (args[0] === 'deploy') fn.state = 'Productive';
  }
  writeFileSync(stateFile, JSON.stringify({ ...state(), account }));
}
let waited = 0;
const wait = () => {
  if (waitsFor === undefined || existsSync(waitsFor)) return;
  if (waited++ < 500) setTimeout(wait, 20);
  else process.exitCode = 1;
};
wait();
`;

const LOGIN = `${STATE.replace('__UP__', '../..')}
exports.LoginController = class {
  async isUserLoggedIn() { return state().account.isLoginValid ?? true; }
};
`;

const SERVICE = `${STATE.replace('__UP__', '../..')}
const { version } = state();
const isV1 = version.startsWith('1.');
const refuse = () => { throw { errorCode: '405', errorMsg: 'no such route' }; };
const raw = ({ code, variables = {}, ...fn }) => ({
  uuid: 'uuid-of-' + fn.name, description: '', state: 'Draft', ...fn,
  ...(code === undefined ? {} : isV1
    ? { implementation: { code, environmentVariables: Object.entries(variables).map(([key, value]) => ({ key, value })) } }
    : { manifest: { code, environment: variables } }),
});
const list = async () => {
  const { account } = state();
  if (account.fails) throw account.fails;
  return account.functions.map(raw);
};
const service = {
  accountId: state().account.accountId ?? '12345',
  getCsdsEntry: async () => state().account.gateway ?? (isV1 ? 'va.faasgw.net' : 'va.fninvocations.net'),
  doFetch: async ({ urlPart }) => {
    const { domains, schedules } = state().account;
    if (urlPart === '/proxy-settings') return domains ? domains.map((domain, id) => ({ id, domain, name: domain })) : refuse();
    if (urlPart === '/schedules') return schedules ?? refuse();
    return refuse();
  },
  [isV1 ? 'getAllLambdas' : 'getAllFunctions']: list,
};
exports.factory = { get: async () => service };
`;

export interface Machine {
  calls(): LpfCall[];
  /** What the account of the first tool holds now. */
  account(): { functions: FakeFunction[] };
  /** Changes it, as somebody else would. */
  change(by: (account: { functions: FakeFunction[] }) => void): void;
}

/** A machine of its own: its PATH holds Node and these tools, its temporary folder a login or none. */
export function machineWith(tools: readonly FakeLpf[], { loggedIn = true } = {}): Machine {
  const home = mkdtempSync(join(tmpdir(), 'lp-fake-'));
  onTestFinished(() => rmSync(home, { recursive: true }));
  const [bin, temporary, log] = [join(home, 'bin'), join(home, 'tmp'), join(home, 'calls')];
  for (const dir of [bin, temporary]) mkdirSync(dir);
  writeFileSync(log, '');
  if (loggedIn) writeFileSync(join(temporary, 'faas-tmp.json'), '"encrypted"');
  const states = tools.map(({ command = 'lpf', version = '1.31.13', replies = {}, account = {} }) => {
    const folder = join(home, 'packages', command);
    const write = (file: string, text: string) => {
      mkdirSync(dirname(join(folder, file)), { recursive: true });
      writeFileSync(join(folder, file), text, { mode: 0o755 });
    };
    write('package.json', JSON.stringify({ name: 'liveperson-functions-cli', version }));
    write('bin/run', `#!/usr/bin/env node\n${COMMAND}`);
    write('lib/controller/login.controller.js', LOGIN);
    write('lib/service/faasFactory.service.js', SERVICE);
    const filled = { ...account, functions: account.functions ?? [] };
    write('state.json', JSON.stringify({ command, version, replies, log, account: filled }));
    // As npm links a global command.
    symlinkSync(join(folder, 'bin', 'run'), join(bin, command));
    return join(folder, 'state.json');
  });
  vi.stubEnv('PATH', [bin, dirname(process.execPath), '/bin'].join(delimiter));
  vi.stubEnv('TMPDIR', temporary);
  const [state = ''] = states;
  const read = () => JSON.parse(existsSync(state) ? readFileSync(state, 'utf8') : '{}');
  return {
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as LpfCall),
    account: () => read().account,
    change: (by) => {
      const content = read();
      by(content.account);
      writeFileSync(state, JSON.stringify(content));
    },
  };
}
