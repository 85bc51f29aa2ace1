import { BuildError, type Problem, type Target } from '@lp-functions/bundler';
import { type Built, readBuilt } from './built/built.ts';
import { problemsOfExampleHosts } from './built/example-hosts.ts';
import { type Plan, planOf } from './plan/plan.ts';
import { type Account, readAccount } from './tool/account.ts';
import { findLpf, type Lpf } from './tool/lpf.ts';

export interface Selection {
  /** Folder of the repository, built. */
  root: string;
  target: Target;
  /** Empty for all. */
  names: readonly string[];
  /** Also puts the functions into production. */
  deploy: boolean;
}

/** What is known before anything is written. */
export interface Preparation {
  lpf: Lpf;
  built: Built;
  account: Account;
  plan: Plan;
  /** Why this plan must not be carried out. */
  problems: Problem[];
}

/**
 * Compares what is built with what the account holds.
 * @throws BuildError when either cannot be read
 */
export async function prepare({ root, target, names, deploy }: Selection): Promise<Preparation> {
  const built = readBuilt(root, target, names);
  const lpf = findLpf(target);
  const account = await readAccount(lpf);
  const plan = planOf({ target, built, account, deploy });
  const problems = [
    ...problemsOfAccount(built, account, lpf),
    ...built.functions.flatMap(problemsOfExampleHosts),
  ];
  return { lpf, built, account, plan, problems: new BuildError(problems).problems.slice() };
}

function problemsOfAccount({ functions }: Built, { id }: Account, { command }: Lpf): Problem[] {
  const foreign = functions.filter(({ entry }) => entry.account !== undefined && entry.account !== id);
  return [...new Set(foreign.map(({ entry }) => entry.package))].map((folder) => {
    const [first] = foreign.filter(({ entry }) => entry.package === folder);
    const { profile = '', account } = first?.entry ?? {};
    return {
      file: `${folder}/deploy.${profile}.json`,
      rule: 'account',
      found: `is for account ${account}, and ${command} is logged in to ${id}`,
      remedy: `run \`${command} login\` with account ${account}, or build with the profile of account ${id}`,
    };
  });
}
