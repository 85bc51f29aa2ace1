import { CODE_LIMIT_CHARACTERS, type Target } from '../target.ts';
import type { PlannedFunction, UploadPlan } from './plan.ts';
import type { RemoteFunction } from './remote.ts';

/** Hosts that RFC 2606 reserves for examples. */
const EXAMPLE_HOST = /(^|\.)(example(\.(com|net|org))?|test|invalid)$/;

/**
 * What the upload changes, for a person to read.
 * @param remote nothing when the account could not be asked
 */
export function describePlan(
  { target, functions }: UploadPlan,
  remote: ReadonlyMap<string, RemoteFunction> | undefined,
): string[] {
  return [
    `Upload to ${target.toUpperCase()}: ${functions.length} function${functions.length === 1 ? '' : 's'}`,
    ...functions.flatMap((planned) => ['', ...describe(planned, target, remote)]),
  ];
}

function describe(
  { entry, config }: PlannedFunction,
  target: Target,
  remote: ReadonlyMap<string, RemoteFunction> | undefined,
): string[] {
  const fields: [string, string[]][] = [
    ['about', [config.description]],
    [
      'code',
      [
        `${entry.characters.toLocaleString('en-US')} characters, ${((100 * entry.characters) / CODE_LIMIT_CHARACTERS).toFixed(1)} % of the limit`,
      ],
    ],
    ['event', [config.event]],
    ['variables', variablesOf(config)],
    ['secrets', entry.secrets],
    ['hosts', entry.hosts],
    ['schedule', entry.schedule ? [scheduleText(entry.schedule, target)] : []],
  ];
  return [
    `${entry.function} (${changeOf(entry.function, remote)})`,
    ...fields.flatMap(([label, values]) =>
      (values.length > 0 ? values : ['none']).map(
        (value, index) => `  ${(index === 0 ? label : '').padEnd(10)} ${value}`,
      ),
    ),
    ...warningsOf({ entry, config }, remote?.get(entry.function)).map((text) => `  ! ${text}`),
  ];
}

/** From the file that is sent, not from the manifest: somebody may have changed it by hand. */
function variablesOf({ environmentVariables }: PlannedFunction['config']): string[] {
  const entries = Array.isArray(environmentVariables)
    ? environmentVariables.filter(({ key }) => key !== '').map(({ key, value }) => [key, value])
    : Object.entries(environmentVariables);
  return entries.map(([key, value]) => `${key}=${value}`);
}

function changeOf(name: string, remote: ReadonlyMap<string, RemoteFunction> | undefined): string {
  if (!remote) return 'new or updated: the account was not asked';
  const found = remote.get(name);
  return found ? `update; now ${found.state}` : 'new';
}

function warningsOf(
  { entry, config }: Pick<PlannedFunction, 'entry' | 'config'>,
  existing: RemoteFunction | undefined,
): string[] {
  const examples = entry.hosts.filter((host) => EXAMPLE_HOST.test(host));
  return [
    ...(existing ? ['the variables replace all that are set on the platform'] : []),
    ...(existing && existing.event !== config.event
      ? [`it stays with the event ${existing.event}: the platform does not change the event of a function`]
      : []),
    ...(examples.length > 0 ? [`${examples.join(', ')} is an example: set your own in the deploy.json`] : []),
  ];
}

/** V1 knows only UTC. */
export function scheduleText(
  { cron, payload, timeZone }: NonNullable<PlannedFunction['entry']['schedule']>,
  target: Target,
): string {
  const zone = target === 'v1' ? 'UTC' : (timeZone ?? 'UTC');
  return `${cron} (${zone})${payload === undefined ? '' : `, payload ${JSON.stringify(payload)}`}`;
}
