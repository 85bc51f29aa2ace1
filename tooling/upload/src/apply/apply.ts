import { refuse } from '@lp-functions/bundler';
import type { Built, BuiltFunction } from '../built/built.ts';
import { deployed, type Plan, planOf, pushed } from '../plan/plan.ts';
import { readAccount } from '../tool/account.ts';
import { type Lpf, runLpf } from '../tool/lpf.ts';
import { type Stage, stage } from './stage.ts';

/** The tool sends all functions of a command at once; V2 takes three deployments at a time. */
const PUSHES_AT_ONCE = 10;
const DEPLOYMENTS_AT_ONCE = 3;

export interface ApplyOptions {
  lpf: Lpf;
  plan: Plan;
  built: Built;
  print: (line: string) => void;
}

/**
 * Does what the plan says, with the vendor's own tool.
 * @throws BuildError when it stopped half way, with what the account holds by then
 */
export async function apply(options: ApplyOptions): Promise<void> {
  const { plan, built } = options;
  const staged = stage(built.functions);
  try {
    await inBatches(options, staged, { command: 'push', names: namesOf(pushed(plan)), size: PUSHES_AT_ONCE });
    await inBatches(options, staged, {
      command: 'deploy',
      names: namesOf(deployed(plan)),
      size: DEPLOYMENTS_AT_ONCE,
    });
  } finally {
    staged.remove();
  }
}

const namesOf = (functions: readonly { name: string }[]): string[] => functions.map(({ name }) => name);

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

/** Asks the account again: the tool may have sent more, or less, than it says. */
async function refuseHalfWay({ lpf, plan, built }: ApplyOptions, command: Step['command']): Promise<never> {
  const done = await progressOf(lpf, plan, built).catch(() => undefined);
  const state = done === undefined ? 'what the account holds now could not be read' : done.join('; ');
  return refuse(
    lpf.command,
    command,
    `stopped half way: ${state}`,
    'read the reason above and run the same command again: it goes on with what is missing',
  );
}

async function progressOf(lpf: Lpf, plan: Plan, { functions, names }: Built): Promise<string[]> {
  const wanted = new Set(namesOf([...pushed(plan), ...deployed(plan)]));
  const concerned: BuiltFunction[] = functions.filter(({ entry }) => wanted.has(entry.function));
  const account = await readAccount(lpf);
  const deploy = deployed(plan).length > 0;
  const now = planOf({ target: plan.target, built: { functions: concerned, names }, account, deploy });
  const missing = namesOf(pushed(now));
  const there = now.functions.filter(({ change }) => change === 'unchanged');
  const idle = there.filter(({ deploys }) => deploys);
  const list = (label: string, found: readonly string[]) =>
    found.length > 0 ? [`${label} ${found.join(', ')}`] : [];
  return [
    ...list('uploaded are', namesOf(there)),
    ...list('not in production yet are', namesOf(idle)),
    ...list('not uploaded are', missing),
  ];
}
