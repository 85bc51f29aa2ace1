import { isDeepStrictEqual } from 'node:util';
import { BuildError, refuse } from '@lp-functions/bundler';
import { apply } from './apply/apply.ts';
import { leftToDo } from './left-to-do.ts';
import { hasChanges, type Plan, pushed, replacedVariables } from './plan/plan.ts';
import { planText } from './plan/text.ts';
import { type Preparation, prepare, type Selection } from './preparation.ts';
import type { Terminal } from './terminal.ts';
import { readAccount } from './tool/account.ts';

export interface UploadOptions extends Selection {
  /** Whoever runs it has seen the plan and agrees to all of it. */
  yes: boolean;
  terminal: Terminal;
}

/**
 * Brings what is built to the account, after showing what that changes and asking. Running it again goes on where it
 * stopped.
 * @throws BuildError when the plan is refused, nobody agrees, or it stopped half way
 */
export async function upload({ yes, terminal, ...selection }: UploadOptions): Promise<void> {
  const prepared = await prepare(selection);
  const { plan, problems } = prepared;
  for (const line of planText(plan)) terminal.print(line);
  if (problems.length > 0) throw new BuildError(problems);
  if (hasChanges(plan)) {
    if (!yes) {
      await ask(plan, terminal);
      await requireSameAccount(prepared);
    }
    await apply({ ...prepared, print: terminal.print });
  }
  terminal.print('');
  for (const line of leftToDo(remaining(prepared, selection))) terminal.print(line);
}

async function ask(plan: Plan, terminal: Terminal): Promise<void> {
  if (!terminal.isInteractive) {
    refuse(
      'pnpm upload',
      'confirmation',
      'nobody is there to agree to the plan, and nothing was changed',
      'read the plan above; with --yes it is carried out without a question',
    );
  }
  const replaced = replacedVariables(plan);
  const questions = [
    ...(replaced > 0 ? [`\nReplace or remove ${count(replaced, 'variable')} of the account?`] : []),
    `\nUpload to account ${plan.account}?`,
  ];
  for (const question of questions) {
    if (!(await terminal.confirm(question))) {
      refuse(
        'pnpm upload',
        'confirmation',
        'not agreed to, and nothing was changed',
        'upload when the plan is right',
      );
    }
  }
}

const count = (number: number, noun: string): string => `${number} ${noun}${number === 1 ? '' : 's'}`;

/** Somebody may have changed the account while the question stood there. */
async function requireSameAccount({ lpf, plan, account }: Preparation): Promise<void> {
  const { id, functions } = await readAccount(lpf);
  const isSame = plan.functions.every(({ name }) =>
    isDeepStrictEqual(functions.get(name), account.functions.get(name)),
  );
  if (isSame && id === account.id) return;
  refuse(
    'pnpm upload',
    'confirmation',
    'the account was changed meanwhile, and nothing was sent',
    'upload again',
  );
}

function remaining({ lpf, built, account, plan }: Preparation, { target, deploy }: Selection) {
  const sent = pushed(plan).map(({ name }) => name);
  const idle = plan.functions.filter(({ name, state }) => sent.includes(name) || state !== 'Productive');
  const undeployed = deploy ? [] : idle.map(({ name }) => name);
  return { target, functions: built.functions, account, command: lpf.command, undeployed, now: new Date() };
}
