import {
  type AnyFunctionDefinition,
  commonEnvironment,
  parse,
  readEnvironment,
  secretVariable,
} from '@lp-functions/platform/internal';
import { BuildError, type Problem, refuse } from '../problem.ts';
import { problemsOfLimits } from './limits.ts';
import type { NamedSettings } from './read.ts';
import { type NeededSecret, neededSecrets } from './secrets.ts';
import { NO_EVENT } from './settings.ts';

/** A function as it is going to be deployed: the definition together with what the deployment sets. */
export interface Deployment extends NamedSettings {
  secrets: NeededSecret[];
  /** Names of the hosts that it talks to; those that come from a secret are not known here. */
  hosts: string[];
}

/**
 * Runs the definition's own checks over what the deployment sets, as the function would on its first call.
 * @throws BuildError for a variable that is unknown, malformed or missing
 */
export function describeDeployment(definition: AnyFunctionDefinition, settings: NamedSettings): Deployment {
  const problems = [
    ...problemsOfNames(definition, settings),
    ...problemsOfSchedule(definition, settings),
    ...problemsOfEvent(definition, settings),
    ...problemsOfLimits(settings),
  ];
  if (problems.length > 0) throw new BuildError(problems);
  return { ...settings, event: definition.event ?? settings.event, ...needsOf(definition, settings) };
}

/** One function, one event: a definition that names it types its payload. */
function problemsOfEvent({ event, name }: AnyFunctionDefinition, settings: NamedSettings): Problem[] {
  if (event === undefined || settings.event === NO_EVENT || settings.event === event) return [];
  return [
    {
      file: settings.place,
      rule: 'event',
      found: `"event": ${settings.event}, while ${name} is defined for ${event}`,
      remedy: 'remove "event" here: the definition says it',
    },
  ];
}

function problemsOfNames(
  definition: AnyFunctionDefinition,
  { environment, place }: NamedSettings,
): Problem[] {
  const known = [
    ...Object.keys({ ...definition.environment, ...commonEnvironment }),
    ...Object.keys(definition.secrets).map(secretVariable),
  ];
  const unknown = Object.keys(environment).filter((name) => !known.includes(name));
  if (unknown.length === 0) return [];
  return [
    {
      file: place,
      rule: 'environment',
      found: `${unknown.join(', ')}: ${definition.name} has no such variable`,
      remedy: `correct the name or remove it; known are ${known.join(', ')}`,
    },
  ];
}

/** Nobody sees the answer to a scheduled run: a payload that the function does not take would fail unnoticed. */
function problemsOfSchedule(
  definition: AnyFunctionDefinition,
  { schedule, place }: NamedSettings,
): Problem[] {
  const payload = schedule?.payload ?? {};
  if (!schedule || payload.wakeUp === true || definition.event !== undefined) return [];
  try {
    parse(definition.payload, payload, 'INPUT_INVALID', 'schedule.payload: ');
    return [];
  } catch (error) {
    return [
      {
        file: place,
        rule: 'schedule',
        found: (error as Error).message,
        remedy: 'set "payload" under "schedule" to what the function takes',
      },
    ];
  }
}

function needsOf(
  definition: AnyFunctionDefinition,
  { environment, place }: NamedSettings,
): Pick<Deployment, 'secrets' | 'hosts'> {
  try {
    const env = readEnvironment(definition.environment, environment);
    const targets: (string | undefined)[] = [...definition.targets(env), ...(env.ALLOWED_ORIGINS ?? [])];
    const hosts = targets.flatMap((target) => (target === undefined ? [] : [new URL(target).hostname]));
    return { secrets: neededSecrets(definition, environment, env), hosts: [...new Set(hosts)].sort() };
  } catch (error) {
    return refuse(
      place,
      'environment',
      (error as Error).message,
      'set the variable under "environment" as the message says',
    );
  }
}
