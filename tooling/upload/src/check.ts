import { BuildError, LIMITS, type Problem } from '@lp-functions/bundler';
import { readBuilt } from './built/built.ts';
import { hostsToAllow, leftToDo } from './left-to-do.ts';
import { type Preparation, prepare, type Selection } from './preparation.ts';

export interface CheckReport {
  /** What was looked at and found in order. */
  passed: string[];
  problems: readonly Problem[];
  /** What only a person can see or do. */
  leftToDo: string[];
}

/** Looks at everything that an upload needs, and changes nothing. */
export async function check(selection: Selection): Promise<CheckReport> {
  try {
    return reportOf(await prepare(selection), selection);
  } catch (error) {
    if (!(error instanceof BuildError)) throw error;
    return { passed: passedAlone(selection), problems: error.problems, leftToDo: [] };
  }
}

function reportOf({ lpf, built, account, plan, problems }: Preparation, { target }: Selection): CheckReport {
  const { functions, names } = built;
  const missing = account.domains ? hostsToAllow({ target, functions, account }) : [];
  const total = new Set([...account.functions.keys(), ...names]).size;
  const { functionsOfAccount } = LIMITS[target];
  const found: Problem[] = [
    ...problems,
    ...missing.map((host) => ({
      file: `account ${account.id}`,
      rule: 'allowlist',
      found: `${host} is not on the allowlist`,
      remedy: `run \`${lpf.command} add:domain "${host}"\`; it takes up to five minutes`,
    })),
    ...(total > functionsOfAccount
      ? [
          {
            file: `account ${account.id}`,
            rule: 'functions',
            found: `${total} functions with those that are there already; ${target} takes ${functionsOfAccount}`,
            remedy: 'delete some in the console, or build fewer',
          },
        ]
      : []),
  ];
  const undeployed: string[] = [];
  return {
    passed: [
      passedBuild(functions.length, target),
      `logged in to account ${account.id}${plan.profile === undefined ? '' : `, profile ${plan.profile}`}`,
      ...(account.domains && missing.length === 0 ? ['all hosts are on the allowlist'] : []),
    ],
    problems: found,
    leftToDo: leftToDo({ target, functions, account, command: lpf.command, undeployed, now: new Date() }),
  };
}

/** What holds although the account could not be asked. */
function passedAlone({ root, target, names }: Selection): string[] {
  try {
    return [passedBuild(readBuilt(root, target, names).functions.length, target)];
  } catch {
    return [];
  }
}

const passedBuild = (count: number, target: string): string =>
  `${count} function${count === 1 ? ' is' : 's are'} as built, with all variables and within the limits of ${target}`;
