import { LIMITS, type ManifestEntry, type NeededSecret, type Target } from '@lp-functions/bundler';
import type { BuiltFunction } from './built/built.ts';
import { type ScheduleWork, scheduleWork } from './plan/schedule.ts';
import type { Account } from './tool/account.ts';

export interface LeftToDoOptions {
  target: Target;
  functions: readonly BuiltFunction[];
  account: Account;
  /** Name of the vendor's tool on this machine. */
  command: string;
  /** Names of the functions that are not in production as they are built. */
  undeployed: readonly string[];
  now: Date;
}

/** What only a person can do: no tool creates secrets, and hosts and schedules are decisions. */
export function leftToDo(options: LeftToDoOptions): string[] {
  const steps = [
    ...secretSteps(options.functions),
    ...hostSteps(options),
    ...deploySteps(options),
    ...scheduleSteps(options),
  ];
  if (steps.length === 0) return ['Nothing is left to do.'];
  return [
    'Left to do by a person:',
    ...steps.flatMap((lines, step) =>
      lines.map((line, index) => `${index === 0 ? `${step + 1}.` : '  '} ${line}`),
    ),
  ];
}

function secretSteps(functions: readonly BuiltFunction[]): string[][] {
  const all = functions.flatMap(({ entry }) => entry.secrets);
  const required = namesOf(all, 'required');
  const optional = namesOf(all, 'optional').filter((name) => !required.includes(name));
  if (required.length + optional.length === 0) return [];
  return [
    [
      'See that the secrets exist, in the console under Settings > Secrets; a function can change but not create them.',
      ...(required.length > 0 ? [`  required: ${required.join(', ')}`] : []),
      ...(optional.length > 0 ? [`  optional: ${optional.join(', ')}`] : []),
    ],
  ];
}

function namesOf(secrets: readonly NeededSecret[], need: NeededSecret['need']): string[] {
  return sorted(secrets.filter((secret) => secret.need === need).map(({ name }) => name));
}

/** Hosts that the account's allowlist lacks, or all when it is not told; V2 has none. */
export function hostsToAllow({
  target,
  functions,
  account,
}: Pick<LeftToDoOptions, 'target' | 'functions' | 'account'>): string[] {
  if (target !== 'v1') return [];
  const hosts = sorted(functions.flatMap(({ entry }) => entry.hosts));
  return hosts.filter((host) => !account.domains?.some((domain) => covers(domain, host)));
}

/** A star stands for one label: `*.acme.com` covers `api.acme.com`. */
function covers(domain: string, host: string): boolean {
  return (
    domain === host || (domain.startsWith('*.') && domain.slice(2) === host.slice(host.indexOf('.') + 1))
  );
}

function hostSteps(options: LeftToDoOptions): string[][] {
  const hosts = hostsToAllow(options);
  if (hosts.length === 0) return [];
  const heading = options.account.domains
    ? 'Allowlist these hosts, in the console under Settings > Allowlist, or with'
    : 'Allowlist the hosts that are not allowed yet, in the console under Settings > Allowlist, or with';
  return [[heading, `  ${options.command} add:domain ${hosts.map((host) => `"${host}"`).join(' ')}`]];
}

function deploySteps({ target, undeployed }: LeftToDoOptions): string[][] {
  if (undeployed.length === 0) return [];
  return [
    [
      'Try the functions in the console, then put them into production with',
      `  pnpm upload --target ${target} --deploy ${undeployed.join(' ')}`,
    ],
  ];
}

function scheduleSteps({ target, functions, account, command, now }: LeftToDoOptions): string[][] {
  const limit = LIMITS[target].schedulesOfAccount;
  const scheduled = functions.filter(({ entry }) => entry.schedule !== undefined);
  const tooMany = `${scheduled.length} functions have schedules; an account of ${target.toUpperCase()} takes ${limit}.`;
  return [
    ...functions.flatMap(({ entry }) => {
      const work = scheduleWork(entry, account, now);
      return work === undefined ? [] : [scheduleStep(entry, work, command)];
    }),
    ...(scheduled.length > limit ? [[tooMany]] : []),
  ];
}

function scheduleStep(
  entry: ManifestEntry,
  { from, to, cron, note, payload }: ScheduleWork,
  command: string,
): string[] {
  const name = entry.function;
  if (to === undefined) {
    return [
      `${name} runs on a schedule that its deploy.json does not name: ${from}. Name it there, or delete it.`,
    ];
  }
  // The tool can only create, and without a payload.
  const byTool = entry.target === 'v1' && from === undefined && payload === undefined && cron !== undefined;
  return [
    `Set the schedule of ${name} in the console under Schedules: ${to}${from === undefined ? '' : `, not ${from}`}`,
    ...(note === undefined ? [] : [`  ${note}`]),
    ...(byTool ? [`  or, once it is deployed: ${command} create:schedule -f ${name} -c "${cron}"`] : []),
  ];
}

const sorted = (names: readonly string[]): string[] => [...new Set(names)].sort();
