import { BuildError, refuse } from '../problem.ts';
import type { Target } from '../target.ts';
import { describePlan } from './describe.ts';
import { findLpf, type Lpf, runLpf } from './lpf.ts';
import { planUpload, type UploadPlan } from './plan.ts';
import { type RemoteFunction, readRemote } from './remote.ts';
import { type Stage, stage } from './stage.ts';
import { remainingSteps } from './steps.ts';

export interface UploadOptions {
  /** Folder of the repository, built. */
  root: string;
  target: Target;
  /** Empty for all. */
  names: readonly string[];
  /** Stops before anything is changed; then a missing tool or login is only a note. */
  dryRun: boolean;
  /** Also puts the functions into production. */
  deploy: boolean;
  /** Gets every line as it comes. */
  print: (line: string) => void;
}

/**
 * Uploads built functions with the vendor's own tool.
 * @throws BuildError when it cannot start, or when the tool reports a failure
 */
export async function upload({ root, target, names, dryRun, deploy, print }: UploadOptions): Promise<void> {
  const plan = planUpload(root, target, names);
  const staged = stage(plan);
  try {
    const account = await askAccount(target, staged, dryRun);
    for (const line of describePlan(plan, account.remote)) print(line);
    if (account.problem) print(`\nAn upload would stop here:\n${account.problem.message}`);
    if (dryRun || !account.lpf) {
      print('\nDry run: nothing was changed.');
      return;
    }
    await handOver(account.lpf, plan, { staged, deploy, print });
    print('');
    for (const line of remainingSteps(plan, { command: account.lpf.command, deployed: deploy })) print(line);
  } finally {
    staged.remove();
  }
}

interface Account {
  lpf?: Lpf;
  remote?: Map<string, RemoteFunction>;
  /** Only in a dry run. */
  problem?: BuildError;
}

async function askAccount(target: Target, { dir }: Stage, dryRun: boolean): Promise<Account> {
  try {
    const lpf = findLpf(target);
    return { lpf, remote: await readRemote(lpf, dir) };
  } catch (error) {
    if (dryRun && error instanceof BuildError) return { problem: error };
    throw error;
  }
}

interface HandOver {
  staged: Stage;
  deploy: boolean;
  print: (line: string) => void;
}

async function handOver(
  lpf: Lpf,
  { functions }: UploadPlan,
  { staged, deploy, print }: HandOver,
): Promise<void> {
  const names = functions.map(({ entry }) => entry.function);
  const run = (...args: string[]) => {
    print(`\n$ ${lpf.command} ${args.join(' ')}`);
    return runLpf(lpf, args, staged.dir, (line) => print(`  ${line}`));
  };
  const pushed = await run('push', ...names, '--yes');
  if (pushed.exitCode !== 0) {
    refuse(
      lpf.command,
      'push',
      'not every function was uploaded',
      'read the reason above, then upload again',
    );
  }
  if (!deploy) return;
  const deployed = await run('deploy', ...names, '--yes');
  // The tool calls a refused deployment skipped, and ends as if all was well.
  if (deployed.exitCode !== 0 || deployed.output.includes('[skipped]')) {
    refuse(
      lpf.command,
      'deploy',
      'uploaded, but not every function was deployed',
      'read the reason above, then upload with --deploy again',
    );
  }
}
