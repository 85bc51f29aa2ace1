import { refuse } from '@lp-functions/bundler';
import type { Built } from '../built/built.ts';
import { deployed, type Plan, pushed } from '../plan/plan.ts';
import type { Account } from '../tool/account.ts';
import { type Lpf, runLpf } from '../tool/lpf.ts';
import { namesOf, readProgress, untouchedAfterPush } from './progress.ts';
import { type Stage, stage } from './stage.ts';

/** The tool sends all functions of a command at once; V2 takes three deployments at a time. */
const PUSHES_AT_ONCE = 10;
const DEPLOYMENTS_AT_ONCE = 3;

export interface ApplyOptions {
  lpf: Lpf;
  plan: Plan;
  built: Built;
  /** What the plan was made for. */
  account: Account;
  print: (line: string) => void;
}

/**
 * Does what the plan says, with the vendor's own tool.
 * @throws BuildError when it stopped half way, with what the account holds by then
 */
export async function apply(options: ApplyOptions): Promise<void> {
  const { lpf, plan, built, account } = options;
  const [pushes, deployments] = [namesOf(pushed(plan)), namesOf(deployed(plan))];
  const staged = stage(built.functions);
  try {
    await inBatches(options, staged, { command: 'push', names: pushes, size: PUSHES_AT_ONCE });
    // What is not there must not be deployed: what was there before would go into production.
    if (pushes.length > 0 && (await untouchedAfterPush(lpf, plan, account)).length > 0) {
      await refuseHalfWay(options, 'push');
    }
    await inBatches(options, staged, { command: 'deploy', names: deployments, size: DEPLOYMENTS_AT_ONCE });
  } finally {
    staged.remove();
  }
}

interface Step {
  command: 'push' | 'deploy';
  names: readonly string[];
  /** How many functions a command names. */
  size: number;
}

async function inBatches(
  options: ApplyOptions,
  { dir }: Stage,
  { command, names, size }: Step,
): Promise<void> {
  const { lpf, print } = options;
  for (let start = 0; start < names.length; start += size) {
    const args = [command, ...names.slice(start, start + size), '--yes'];
    print(`\n$ ${lpf.command} ${args.join(' ')}`);
    const { exitCode, output } = await runLpf(lpf, args, dir, (line) => print(`  ${line}`));
    // The tool calls a refused deployment skipped, and ends as if all was well.
    if (exitCode !== 0 || (command === 'deploy' && output.includes('[skipped]'))) {
      await refuseHalfWay(options, command);
    }
  }
}

async function refuseHalfWay({ lpf, plan, built }: ApplyOptions, command: Step['command']): Promise<never> {
  const progress = await readProgress(lpf, plan, built).catch(() => undefined);
  const list = (label: string, names: readonly string[]) =>
    names.length > 0 ? [`${label} ${names.join(', ')}`] : [];
  const state = progress && [
    ...list('uploaded are', progress.uploaded),
    ...list('not in production yet are', progress.idle),
    ...list('not uploaded are', progress.missing),
  ];
  return refuse(
    lpf.command,
    command,
    `stopped half way: ${state?.join('; ') ?? 'what the account holds now could not be read'}`,
    'read the reason above and run the same command again: it goes on with what is missing',
  );
}
