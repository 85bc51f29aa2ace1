import type { Target } from '../target.ts';
import type { Settings } from './settings.ts';

export interface FunctionConfig {
  name: string;
  description: string;
  event: string;
  input: { headers: { key: string; value: string }[]; payload: unknown };
  environmentVariables: { key: string; value: string }[] | Record<string, string>;
}

/**
 * The `config.json` beside the code. V1 wants a list that is never empty (an empty key ends it: the vendor's way to
 * say "none"), V2 an object.
 */
export function configOf(
  target: Target,
  { name, description }: { name: string; description: string },
  { event, input, environment }: Pick<Settings, 'event' | 'input' | 'environment'>,
): FunctionConfig {
  const entries = Object.entries(environment).map(([key, value]) => ({ key, value }));
  const list = entries.length > 0 ? entries : [{ key: '', value: '' }];
  return {
    name,
    description,
    event,
    input,
    environmentVariables: target === 'v1' ? list : environment,
  };
}

/** The variables that a `config.json` of either generation sets. */
export function variablesOf({ environmentVariables }: FunctionConfig): Record<string, string> {
  if (!Array.isArray(environmentVariables)) return environmentVariables;
  const set = environmentVariables.filter(({ key }) => key !== '');
  return Object.fromEntries(set.map(({ key, value }) => [key, value]));
}
