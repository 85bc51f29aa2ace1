import {
  type AnyFunctionDefinition,
  accountName,
  type SecretNeed,
  secretNeeds,
} from '@lp-functions/platform/internal';

/** A secret that a definition declares, for one deployment. */
export interface NeededSecret {
  /** Its name in the account, overrides applied. */
  name: string;
  /** Whether a run with the deployment's variables reads it. */
  need: SecretNeed;
}

/**
 * The secrets of a deployment, in the order of the definition.
 * @param environment the variables as they are set
 * @param env the same, read by the definition
 * @throws when a variable `SECRET_<NAME>` holds what can be no name of a secret; it names the variable, not the value
 */
export function neededSecrets(
  definition: AnyFunctionDefinition,
  environment: Record<string, string>,
  env: Record<string, unknown>,
): NeededSecret[] {
  return Object.entries(secretNeeds(definition.secrets, env)).map(([name, need]) => ({
    name: accountName(name, environment),
    need,
  }));
}
