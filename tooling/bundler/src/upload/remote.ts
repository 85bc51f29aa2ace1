import { refuse } from '../problem.ts';
import { type Lpf, runLpf } from './lpf.ts';

/** What the account holds under a name. */
export interface RemoteFunction {
  state: string;
  event: string;
}

/**
 * Asks the platform which functions exist, which also proves that the login is still valid.
 * @throws BuildError with the remedy
 */
export async function readRemote(lpf: Lpf, cwd: string): Promise<Map<string, RemoteFunction>> {
  const { exitCode, output } = await runLpf(lpf, ['get', 'functions'], cwd);
  if (exitCode === 0) return parseTable(output);
  if (output.includes('no functions created')) return new Map();
  if (output.includes('Migration Required')) {
    return refuse(lpf.command, 'generation', 'the account is not on V2 yet', 'upload with --target v1');
  }
  return refuse(
    lpf.command,
    'login',
    `the platform did not list the functions (${output.trim() || 'no reason given'})`,
    `run \`${lpf.command} login\` again, it lasts eight hours; behind a proxy set HTTPS_PROXY`,
  );
}

/** Columns are two blanks apart: name, state, time, person, event. */
function parseTable(output: string): Map<string, RemoteFunction> {
  const rows = output.split('\n').map((line) => line.trim().split(/\s{2,}/));
  return new Map(
    rows
      .filter(([name = '', state]) => /^\w+$/.test(name) && name !== 'Name' && state !== undefined)
      .map(([name = '', state = '', ...others]) => [name, { state, event: others.at(-1) ?? '' }]),
  );
}
