import { isDeepStrictEqual } from 'node:util';
import type { Built } from '../built/built.ts';
import { deployed, type Plan, planOf, pushed } from '../plan/plan.ts';
import { type Account, readAccount } from '../tool/account.ts';
import type { Lpf } from '../tool/lpf.ts';

/** Names of the functions of a plan, by how far they are. */
export interface Progress {
  /** In the account as they were built. */
  uploaded: string[];
  missing: string[];
  /** Of the uploaded ones, those that the plan puts into production and that are not there. */
  idle: string[];
}

/** Asks the account how much of a plan is done: the tool may have sent more, or less, than it says. */
export async function readProgress(lpf: Lpf, plan: Plan, { functions, names }: Built): Promise<Progress> {
  const wanted = namesOf([...pushed(plan), ...deployed(plan)]);
  const concerned = functions.filter(({ entry }) => wanted.includes(entry.function));
  const now = planOf({
    target: plan.target,
    built: { functions: concerned, names },
    account: await readAccount(lpf),
    deploy: deployed(plan).length > 0,
  });
  const uploaded = now.functions.filter(({ change }) => change === 'unchanged');
  return {
    uploaded: namesOf(uploaded),
    missing: namesOf(pushed(now)),
    idle: namesOf(uploaded.filter(({ deploys }) => deploys)),
  };
}

/** What was pushed, and yet is in the account what it was before: not every version of the tool tells a failure. */
export async function untouchedAfterPush(lpf: Lpf, plan: Plan, before: Account): Promise<string[]> {
  const { functions } = await readAccount(lpf);
  return namesOf(pushed(plan)).filter((name) =>
    isDeepStrictEqual(functions.get(name), before.functions.get(name)),
  );
}

export const namesOf = (functions: readonly { name: string }[]): string[] =>
  functions.map(({ name }) => name);
