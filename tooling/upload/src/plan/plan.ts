import { createHash } from 'node:crypto';
import { type Target, variablesOf } from '@lp-functions/bundler';
import type { Built, BuiltFunction } from '../built/built.ts';
import type { Account, CloudFunction } from '../tool/account.ts';
import { looksSecret } from './concealed.ts';

/** A value to be shown; nothing when it looks like a credential. */
export type Shown = string | undefined;

export type Difference =
  | { field: 'code'; from: string; to: string }
  | { field: 'description'; from: string; to: string }
  | { field: 'variable'; name: string; change: 'set'; to: Shown }
  | { field: 'variable'; name: string; change: 'replaced'; from: Shown; to: Shown }
  | { field: 'variable'; name: string; change: 'removed'; from: Shown };

export interface FunctionPlan {
  name: string;
  /** Folder of its package. */
  package: string;
  change: 'new' | 'changed' | 'unchanged';
  /** What is sent that the account does not hold; of a new function all its variables. */
  differences: Difference[];
  /** `Draft`, `Modified` or `Productive`; nothing when it is new. */
  state: string | undefined;
  /** Whether the upload puts it into production. */
  deploys: boolean;
  /** What the upload cannot change: the platform gives a function its event only once. */
  keepsEvent: { cloud: string; built: string } | undefined;
}

export interface Plan {
  target: Target;
  account: string;
  profile: string | undefined;
  functions: FunctionPlan[];
  /** Functions of the account that nothing here builds; they are left alone. */
  others: string[];
}

export interface PlanOptions {
  target: Target;
  built: Built;
  account: Account;
  /** Whether the functions are to go into production. */
  deploy: boolean;
}

/** What an upload does to an account. */
export function planOf({ target, built, account, deploy }: PlanOptions): Plan {
  const [first] = built.functions;
  return {
    target,
    account: account.id,
    profile: first?.entry.profile,
    functions: built.functions.map((fn) =>
      planFunction(fn, account.functions.get(fn.entry.function), deploy),
    ),
    others: [...account.functions.keys()].filter((name) => !built.names.includes(name)).sort(),
  };
}

/** What is to be pushed. */
export const pushed = ({ functions }: Plan): FunctionPlan[] =>
  functions.filter(({ change }) => change !== 'unchanged');

export const deployed = ({ functions }: Plan): FunctionPlan[] => functions.filter(({ deploys }) => deploys);

/** Whether there is anything to do. */
export const hasChanges = (plan: Plan): boolean => pushed(plan).length + deployed(plan).length > 0;

/** How many variables of the account an upload would overwrite or remove. */
export const replacedVariables = (plan: Plan): number =>
  pushed(plan)
    .flatMap(({ differences }) => differences)
    .filter((difference) => difference.field === 'variable' && difference.change !== 'set').length;

function planFunction(built: BuiltFunction, cloud: CloudFunction | undefined, deploy: boolean): FunctionPlan {
  const { entry, config } = built;
  const differences = differencesOf(built, cloud);
  const isSame = cloud !== undefined && differences.length === 0;
  const change = isSame ? 'unchanged' : 'changed';
  return {
    name: entry.function,
    package: entry.package,
    change: cloud === undefined ? 'new' : change,
    differences,
    state: cloud?.state,
    deploys: deploy && !(isSame && cloud.state === 'Productive'),
    keepsEvent:
      cloud !== undefined && cloud.event !== config.event
        ? { cloud: cloud.event, built: config.event }
        : undefined,
  };
}

function differencesOf({ code, config }: BuiltFunction, cloud: CloudFunction | undefined): Difference[] {
  const variables = variableDifferences(variablesOf(config), cloud?.variables ?? {});
  if (cloud === undefined) return variables;
  const differences: Difference[] = [];
  if (cloud.code !== code) differences.push({ field: 'code', from: hashOf(cloud.code), to: hashOf(code) });
  if (cloud.description !== config.description) {
    differences.push({ field: 'description', from: cloud.description, to: config.description });
  }
  return [...differences, ...variables];
}

/** Enough of the hash to compare it with `sha256` in the manifest. */
function hashOf(code: string | undefined): string {
  return code === undefined ? 'none' : createHash('sha256').update(code).digest('hex').slice(0, 12);
}

function variableDifferences(built: Record<string, string>, cloud: Record<string, string>): Difference[] {
  const names = [...new Set([...Object.keys(built), ...Object.keys(cloud)])];
  return names.flatMap((name): Difference[] => {
    const [from, to] = [cloud[name], built[name]];
    const show = (value: string): Shown =>
      looksSecret(name, value, { isDeclared: to !== undefined }) ? undefined : value;
    if (from === to) return [];
    if (from === undefined) return [{ field: 'variable', name, change: 'set', to: show(to ?? '') }];
    if (to === undefined) return [{ field: 'variable', name, change: 'removed', from: show(from) }];
    return [{ field: 'variable', name, change: 'replaced', from: show(from), to: show(to) }];
  });
}
