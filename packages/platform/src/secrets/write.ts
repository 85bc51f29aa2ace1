import { foreignCode } from '../errors/foreign-code.ts';
import { FunctionError } from '../errors/function-error.ts';
import { credentialsIn } from '../output/credentials.ts';
import type { Redactor } from '../output/redactor.ts';
import type { SecretStorage } from './storage.ts';

/**
 * Replaces the value of a secret that exists; no function can create one.
 * @param run the run, or what of it is needed
 * @param name the account's name
 * @throws `SECRET_WRITE_FAILED`
 */
export async function writeSecret(
  { secretStorage, redactor }: { secretStorage: SecretStorage; redactor: Redactor },
  name: string,
  value: unknown,
): Promise<void> {
  redactor.add(...credentialsIn(value));
  try {
    await secretStorage.update(name, value);
  } catch (error) {
    throw new FunctionError(
      'SECRET_WRITE_FAILED',
      `${name} (${foreignCode(error)}): the secret could not be written; if it is missing, create it first`,
    );
  }
}
