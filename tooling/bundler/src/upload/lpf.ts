import { spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { refuse } from '../problem.ts';
import type { Target } from '../target.ts';

/** The vendor's command line tool, as found on this machine. */
export interface Lpf {
  command: string;
  version: string;
}

/** Whoever needs both generations calls the second one `lpf2`, as the vendor's README proposes. */
const COMMANDS: Record<Target, readonly string[]> = { v1: ['lpf'], v2: ['lpf2', 'lpf'] };

const INSTALL: Record<Target, string> = {
  v1: 'npm install -g liveperson-functions-cli@1.31.13',
  v2: 'npm install -g liveperson-functions-cli@beta',
};

/** Each generation of the platform has a major version of its own: 1.x manages V1, 2.x manages V2. */
const generationOf = (version: string): Target => (version.startsWith('1.') ? 'v1' : 'v2');

/** On Windows the command is a batch file, which only a shell runs. */
const shell = process.platform === 'win32';

/**
 * Finds the tool that can upload to this generation, with somebody logged in.
 * @throws BuildError with the remedy
 */
export function findLpf(target: Target): Lpf {
  const found = COMMANDS[target].flatMap((command) => {
    const version = versionOf(command);
    return version === undefined ? [] : [{ command, version }];
  });
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

function versionOf(command: string): string | undefined {
  const { stdout } = spawnSync(command, ['--version'], { encoding: 'utf8', shell, timeout: 60_000 });
  return /liveperson-functions-cli\/(\S+)/.exec(stdout ?? '')?.[1];
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
