import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ACCOUNT } from '@lp-functions/emulator';
import { VENDOR_DIR, VENDOR_VERSION } from './package.ts';
import { CLOUD, type ProcessOutcome, runNode, writeCommand } from './spawn.ts';

const LPF = join(VENDOR_DIR, 'bin', 'run');
const LOGIN_FILE = 'faas-tmp.json';

/** What the tool wrote for a token: encrypted for this machine, the same for every home on it. */
const logins = new Map<string, Promise<Buffer>>();

/** Where an `lpf` is installed: a home of its own, and a loopback cloud to talk to. */
export interface Machine {
  /** Variables under which it finds its login and the cloud. */
  readonly env: Record<string, string>;
  /** A folder for PATH that holds a command `lpf`. */
  readonly binDir: string;
  remove(): void;
}

/** The vendor's real one. */
export interface Lpf extends Machine {
  run(cwd: string, ...args: string[]): Promise<ProcessOutcome>;
  login(token?: string): Promise<void>;
}

/** @param cloudUrl where every https request of the tool ends */
export function installLpf(cloudUrl: string): Lpf {
  const home = mkdtempSync(join(tmpdir(), 'lp-conformance-home-'));
  const binDir = join(home, 'bin');
  const temporary = join(home, 'tmp');
  const cache = join(home, '.cache', 'liveperson-functions-cli');
  for (const dir of [binDir, temporary, cache]) mkdirSync(dir, { recursive: true });
  // The login lies in the temporary folder; a fresh note of its version keeps the tool from asking the registry.
  const env = { HOME: home, TMPDIR: temporary, LP_CLOUD_URL: cloudUrl };
  writeFileSync(join(cache, 'version'), JSON.stringify({ latest: VENDOR_VERSION, current: VENDOR_VERSION }));
  writeCommand(join(binDir, 'lpf'), LPF, [CLOUD]);
  const run = (cwd: string, ...args: string[]) => runNode(LPF, args, { cwd, env, preloads: [CLOUD] });
  const loginBy = async (token: string) => {
    const { id, userId } = ACCOUNT;
    const args = ['--token', token, '--accountId', id, '--userId', userId];
    const { exitCode, stdout } = await run(home, 'login', ...args);
    if (exitCode !== 0) throw new Error(`lpf login failed: ${stdout}`);
  };
  return {
    env,
    binDir,
    run,
    login: async (token = ACCOUNT.token) => {
      const file = join(temporary, LOGIN_FILE);
      const login = logins.get(token) ?? loginBy(token).then(() => readFileSync(file));
      logins.set(token, login);
      writeFileSync(file, await login);
    },
    remove: () => rmSync(home, { recursive: true, force: true }),
  };
}
