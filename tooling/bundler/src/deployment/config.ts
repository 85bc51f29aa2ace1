import type { Target } from '../target.ts';
import type { Deployment } from './deployment.ts';

export interface FunctionConfig {
  name: string;
  description: string;
  event: string;
  input: Deployment['input'];
  environmentVariables: { key: string; value: string }[] | Record<string, string>;
}

/**
 * The `config.json` beside the code. V1 wants a list that is never empty (an empty key ends it: the vendor's way to
 * say "none"), V2 an object.
 */
export function configOf(
  target: Target,
  { name, description }: { name: string; description: string },
  { event, input, environment }: Deployment,
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
