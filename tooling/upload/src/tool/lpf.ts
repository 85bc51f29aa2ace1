import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { refuse, type Target } from '@lp-functions/bundler';

/** The vendor's command line tool, as found on this machine. */
export interface Lpf {
  command: string;
  version: string;
  /** Folder of its package. */
  packageDir: string;
}

const PACKAGE = 'liveperson-functions-cli';

/** Whoever needs both generations calls the second one `lpf2`, as the vendor's README proposes. */
const COMMANDS: Record<Target, readonly string[]> = { v1: ['lpf'], v2: ['lpf2', 'lpf'] };

const INSTALL: Record<Target, string> = {
  v1: `npm install -g ${PACKAGE}@1.31.13`,
  v2: `npm install -g ${PACKAGE}@beta`,
};

const LOCATE = fileURLToPath(new URL('./locate.cjs', import.meta.url));

/** Each generation of the platform has a major version of its own: 1.x manages V1, 2.x manages V2. */
const generationOf = (version: string): Target => (version.startsWith('1.') ? 'v1' : 'v2');

/** On Windows the command is a batch file, which only a shell runs. */
const shell = process.platform === 'win32';

/**
 * Finds the tool that can upload to this generation, with somebody logged in.
 * @throws BuildError with the remedy
 */
export function findLpf(target: Target): Lpf {
  const found = COMMANDS[target].flatMap((command) => locate(command) ?? []);
  const [lpf] = found.filter(({ version }) => generationOf(version) === target);
  if (lpf) return requireLogin(lpf);
  const [wrong] = found;
  if (wrong) {
    return refuse(
      wrong.command,
      'generation',
      `version ${wrong.version} manages ${generationOf(wrong.version).toUpperCase()}, not ${target.toUpperCase()}`,
      `run \`${INSTALL[target]}\`, or upload with --target ${generationOf(wrong.version)}`,
    );
  }
  return refuse('lpf', 'installed', 'there is no such command on the PATH', `run \`${INSTALL[target]}\``);
}

function locate(command: string): Lpf | undefined {
  const NODE_OPTIONS = `${process.env.NODE_OPTIONS ?? ''} --require ${JSON.stringify(LOCATE)}`;
  const { stdout } = spawnSync(command, ['--version'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS },
    shell,
    timeout: 60_000,
  });
  const scripts = [...(stdout ?? '').matchAll(/^lp-upload:located (.+)$/gm)].map(([, script = '']) => script);
  const packages = scripts.flatMap((script) => packageOf(script.trim()) ?? []);
  const [found] = packages;
  return found && { command, ...found };
}

/** The vendor's package that a script belongs to. */
function packageOf(script: string): Omit<Lpf, 'command'> | undefined {
  if (!existsSync(script)) return undefined;
  for (let dir = dirname(realpathSync(script)); dir !== dirname(dir); dir = dirname(dir)) {
    const manifest = join(dir, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      name?: string;
      version?: string;
    };
    if (name === PACKAGE && version !== undefined) return { packageDir: dir, version };
  }
  return undefined;
}

/** Both generations keep their login in this file; whether it is still valid only the platform knows. */
function requireLogin(lpf: Lpf): Lpf {
  if (existsSync(join(tmpdir(), 'faas-tmp.json'))) return lpf;
  return refuse(lpf.command, 'login', 'nobody is logged in', `run \`${lpf.command} login\``);
}

export interface LpfOutcome {
  exitCode: number | null;
  output: string;
}

/**
 * Runs one command of the tool. It gets no terminal: it prints plain lines, and fails where it would ask.
 * @param onLine called with each line as it comes
 */
export async function runLpf(
  { command }: Lpf,
  args: readonly string[],
  cwd: string,
  onLine: (line: string) => void = () => {},
): Promise<LpfOutcome> {
  const child = spawn(command, args, { cwd, shell, stdio: ['ignore', 'pipe', 'pipe'] });
  let output = '';
  const readLines = (stream: Readable) => {
    let rest = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line.trimEnd());
    });
    stream.on('end', () => rest.trim() !== '' && onLine(rest.trimEnd()));
  };
  readLines(child.stdout);
  readLines(child.stderr);
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  return { exitCode, output };
}
