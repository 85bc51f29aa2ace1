import { type AnyFunctionDefinition, secretVariable } from '@lp-functions/platform';

/** Whether a run with the deployment's variables reads a secret. */
export type SecretNeed = 'required' | 'optional' | 'unused';

/** A secret that a definition declares, for one deployment. */
export interface NeededSecret {
  /** Its name in the account, overrides applied. */
  name: string;
  need: SecretNeed;
}

/** The secrets of a deployment, in the order of the definition. */
export function neededSecrets(
  definition: AnyFunctionDefinition,
  environment: Record<string, string>,
  _env: unknown,
): NeededSecret[] {
  return (definition.secrets as readonly string[]).map((name) => ({
    name: environment[secretVariable(name)] || name,
    need: 'required',
  }));
}
