import {
  type AnyFunctionDefinition,
  commonEnvironment,
  parse,
  readEnvironment,
  secretVariable,
} from '@lp-functions/platform/internal';
import { refuse } from '../problem.ts';
import type { DeployFile } from './deploy-file.ts';

/** A function as it is going to be deployed: the definition together with what `deploy.json` sets. */
export interface Deployment {
  environment: Record<string, string>;
  /** Effective names of the secrets, overrides applied. */
  secrets: string[];
  /** Host names to allowlist; those that come from a secret are not known here. */
  hosts: string[];
  event: string;
  input: { headers: { key: string; value: string }[]; payload: unknown };
  schedule?: DeployFile['schedule'];
}

/**
 * Runs the definition's own checks over what the deployment sets, as the function would on its first call.
 * @throws BuildError for a variable that is unknown, malformed or missing
 */
export function describeDeployment(
  definition: AnyFunctionDefinition,
  deploy: DeployFile,
  file: string,
): Deployment {
  const environment = deploy.environment ?? {};
  const secretNames = Object.keys(definition.secrets);
  refuseUnknown(environment, definition, file);
  refuseScheduled(deploy.schedule, definition, file);
  const targets = targetsOf(definition, environment, file);
  return {
    environment,
    secrets: secretNames.map((name) => environment[secretVariable(name)] || name),
    hosts: [...new Set(targets.map((target) => new URL(target).hostname))].sort(),
    event: deploy.event,
    input: { headers: deploy.input?.headers ?? [], payload: deploy.input?.payload ?? {} },
    ...(deploy.schedule && { schedule: deploy.schedule }),
  };
}

function refuseUnknown(
  environment: Record<string, string>,
  definition: AnyFunctionDefinition,
  file: string,
): void {
  const known = [
    ...Object.keys({ ...definition.environment, ...commonEnvironment }),
    ...Object.keys(definition.secrets).map(secretVariable),
  ];
  const unknown = Object.keys(environment).filter((name) => !known.includes(name));
  if (unknown.length > 0) {
    refuse(
      file,
      'environment',
      `${unknown.join(', ')}: ${definition.name} has no such variable`,
      `correct the name or remove it; known are ${known.join(', ')}`,
    );
  }
}

/** Nobody sees the answer to a scheduled run: a payload that the function does not take would fail unnoticed. */
function refuseScheduled(
  schedule: DeployFile['schedule'],
  definition: AnyFunctionDefinition,
  file: string,
): void {
  const payload = schedule?.payload ?? {};
  if (!schedule || payload.wakeUp === true) return;
  try {
    parse(definition.payload, payload, 'INPUT_INVALID', 'schedule.payload: ');
  } catch (error) {
    refuse(
      file,
      'schedule',
      (error as Error).message,
      'set "payload" under "schedule" to what the function takes',
    );
  }
}

/** The URLs that a run may talk to. */
function targetsOf(
  definition: AnyFunctionDefinition,
  environment: Record<string, string>,
  file: string,
): string[] {
  try {
    const env = readEnvironment(definition.environment, environment);
    const configured: (string | undefined)[] = definition.targets(env);
    return [...configured, ...(env.ALLOWED_ORIGINS ?? [])].filter((target) => target !== undefined);
  } catch (error) {
    return refuse(
      file,
      'environment',
      (error as Error).message,
      'set the variable under "environment" as the message says',
    );
  }
}
