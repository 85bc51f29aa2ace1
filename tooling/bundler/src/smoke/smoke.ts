import { fork } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { locate } from '../locate.ts';
import { BuildError } from '../problem.ts';
import { type Target, TOOLBELTS } from '../target.ts';

const CHILD = fileURLToPath(new URL('./child.cjs', import.meta.url));
const TOOLBELT = fileURLToPath(new URL('./toolbelt.cjs', import.meta.url));

/** What every function answers a warmer, without a variable or a secret. */
const AWAKE = '{"awake":true}';
const TIMEOUT_MS = 10_000;
/** V8 needs not compile twice what runs once. */
const EXEC_ARGV = ['--liftoff-only'];

export interface Subject {
  target: Target;
  code: string;
  map: string;
  /** Path of the artifact, relative to the repository, for what has no place in the sources. */
  label: string;
}

/** What the child process sends. */
type Outcome = { answer: string | undefined } | Failure;

interface Failure {
  step: 'load' | 'run';
  message: string;
  stack: string;
}

/**
 * Loads an artifact in a process as the platform would: V1 as a CommonJS script, V2 as an ES module, and wakes it up.
 * @throws BuildError naming the module of the sources that failed
 */
export async function smokeRun(subject: Subject): Promise<void> {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'lp-smoke-')));
  try {
    const file = writeWorkspace(folder, subject);
    const outcome = await run(subject.target, file);
    const problem = problemOf(outcome);
    if (problem === undefined) return;
    const stack = 'stack' in outcome ? outcome.stack : '';
    throw new BuildError([
      {
        file: locate(stack, { file, map: subject.map }) ?? subject.label,
        rule: 'smoke-run',
        found: problem.replaceAll(file, subject.label),
        remedy: `mend the statement there: ${subject.target} would fail in the same way at each start`,
      },
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A copy that exports its lambda, where its toolbelt is found like any package. */
function writeWorkspace(folder: string, { target, code }: Subject): string {
  const toolbelt = join(folder, 'node_modules', TOOLBELTS[target]);
  mkdirSync(toolbelt, { recursive: true });
  writeFileSync(
    join(toolbelt, 'index.js'),
    `exports.Toolbelt = require(${JSON.stringify(TOOLBELT)}).Toolbelt;`,
  );
  const file = join(folder, target === 'v1' ? 'index.cjs' : 'index.mjs');
  writeFileSync(file, code + (target === 'v1' ? 'exports.lambda = lambda;\n' : 'export { lambda };\n'));
  return file;
}

function run(target: Target, file: string): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    // Nothing of this machine's environment, as in the cloud.
    const child = fork(CHILD, [target, file], { env: {}, execArgv: EXEC_ARGV, stdio: 'pipe' });
    let errors = '';
    child.stderr?.on('data', (text) => {
      errors += text;
    });
    const timer = setTimeout(() => child.kill('SIGKILL'), TIMEOUT_MS);
    child.once('message', (outcome: Outcome) => resolve(outcome));
    child.once('error', reject);
    // After all output, unlike 'exit'.
    child.once('close', (code, signal) => {
      clearTimeout(timer);
      const end = signal ? `gave no answer within ${TIMEOUT_MS} ms` : `ended its process (${code})`;
      resolve({ step: 'run', message: `${end} ${errors}`.trim(), stack: errors });
    });
  });
}

function problemOf(outcome: Outcome): string | undefined {
  if ('answer' in outcome) {
    return outcome.answer === AWAKE
      ? undefined
      : `answers {"wakeUp": true} with ${outcome.answer}, not with ${AWAKE}`;
  }
  return outcome.step === 'load'
    ? `the artifact cannot be loaded: ${outcome.message}`
    : `does not answer {"wakeUp": true}: ${outcome.message}`;
}
