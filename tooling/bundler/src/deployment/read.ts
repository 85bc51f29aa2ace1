import { join } from 'node:path';
import * as v from 'valibot';
import { BuildError, type Problem } from '../problem.ts';
import { type DeployFile, readDeployFile } from './file.ts';
import { isMembers, type Members, membersOf, merge, withoutNulls } from './merge.ts';
import { NUMBER_MARK, numbered } from './number.ts';
import { type Settings, settings } from './settings.ts';

/** One platform function: its name and what its package's files set. */
export interface NamedSettings extends Settings {
  name: string;
  /** Where a reader finds it, for messages: `functions/crm/deploy.json (crm_orders, profile prod)`. */
  place: string;
}

export interface Deployments {
  /** The account that the profile is for. */
  account: string | undefined;
  /** Whether the package has a file for the profile. */
  hasProfile: boolean;
  functions: NamedSettings[];
}

export interface ReadOptions {
  packageDir: string;
  /** The package's path in the repository, for messages. */
  label: string;
  /** The name of the only function when the files name none. */
  name: string;
  profile: string | undefined;
}

/** A file of the package. */
interface Layer {
  label: string;
  content: DeployFile;
}

/**
 * The platform functions that a package becomes: `deploy.json`, with `deploy.<profile>.json` laid over it. A package
 * without either becomes one that sets nothing.
 * @throws BuildError naming every field at fault
 */
export function readDeployments({ packageDir, label, name, profile }: ReadOptions): Deployments {
  const layers = ['deploy.json', ...(profile === undefined ? [] : [`deploy.${profile}.json`])].flatMap(
    (file, index): Layer[] => {
      const content = readDeployFile(join(packageDir, file), join(label, file), { isProfile: index > 0 });
      return content ? [{ label: join(label, file), content }] : [];
    },
  );
  const merged = layers.reduce((all: Members, { content }) => merge(all, content), {});
  const { account, deployments, ...shared } = merged;
  const problems: Problem[] = [];
  const functions = candidatesOf(name, shared, deployments).flatMap((candidate) => {
    const context = { candidate, layers, label, profile };
    problems.push(...problemsOfName(context));
    const result = v.safeParse(settings, candidate.settings);
    if (result.success) return [{ name: candidate.name, place: placeOf(context), ...result.output }];
    problems.push(...result.issues.map((issue) => problemOf(issue, context)));
    return [];
  });
  if (problems.length > 0) throw new BuildError(problems);
  return {
    account: typeof account === 'string' ? account : undefined,
    hasProfile: layers.some(({ label: file }) => file.endsWith(`deploy.${profile}.json`)),
    functions,
  };
}

interface Candidate {
  name: string;
  /** The name in the file, with `{n}`; nothing when the files name no deployments. */
  key?: string;
  isCounted: boolean;
  settings: Members;
}

function candidatesOf(name: string, shared: Members, deployments: unknown): Candidate[] {
  if (!isMembers(deployments)) return [{ name, isCounted: false, settings: finished(shared) }];
  return Object.entries(withoutNulls(deployments)).flatMap(([key, own]): Candidate[] => {
    const { count, ...settings } = finished(merge(shared, membersOf(own)));
    if (typeof count !== 'number') return [{ name: key, key, isCounted: false, settings }];
    return Array.from({ length: count }, (_, index) => ({
      name: key.replaceAll(NUMBER_MARK, String(index + 1)),
      key,
      isCounted: true,
      settings: membersOf(numbered(settings, index + 1)),
    }));
  });
}

/** Nulls go, but not those in a payload, where they are values. */
function finished(settings: Members): Members {
  const members = Object.entries(withoutNulls(settings)).map(([name, value]): [string, unknown] => [
    name,
    isMembers(value) ? withoutNulls(value) : value,
  ]);
  return Object.fromEntries(members);
}

interface Context {
  candidate: Candidate;
  layers: readonly Layer[];
  label: string;
  profile: string | undefined;
}

function placeOf({ candidate: { key, name }, label, profile }: Context): string {
  const notes = [
    ...(key === undefined ? [] : [name]),
    ...(profile === undefined ? [] : [`profile ${profile}`]),
  ];
  return join(label, 'deploy.json') + (notes.length > 0 ? ` (${notes.join(', ')})` : '');
}

function problemsOfName(context: Context): Problem[] {
  const { key = '', isCounted } = context.candidate;
  const isNumbered = key.includes(NUMBER_MARK);
  if (isNumbered === isCounted) return [];
  return [
    {
      file: placeOf(context),
      rule: 'deploy-json',
      found: isNumbered
        ? `deployments.${key}: {n} without a "count"`
        : `deployments.${key}: a "count" without {n}`,
      remedy: isNumbered
        ? 'add "count": how many there are'
        : `put {n} into the name, e.g. "${key}_{n}", or every one would have the same`,
    },
  ];
}

/** Names the file that set the value, the uppermost if several did. */
function problemOf(issue: v.BaseIssue<unknown>, context: Context): Problem {
  const path = issue.path?.map(({ key }) => String(key)) ?? [];
  const { key } = context.candidate;
  const places = [...(key === undefined ? [] : [['deployments', key, ...path]]), path];
  const found = context.layers
    .toReversed()
    .flatMap(({ label, content }) =>
      places.filter((place) => isSet(content, place)).map((place) => ({ label, place })),
    )[0];
  return {
    file: found?.label ?? placeOf(context),
    rule: 'deploy-json',
    found: `${(found?.place ?? path).join('.')}: ${issue.message}`,
    remedy: 'mend the field',
  };
}

function isSet(content: unknown, [first, ...rest]: readonly string[]): boolean {
  if (first === undefined) return true;
  return isMembers(content) && first in content && isSet(content[first], rest);
}
