import { failure } from '../errors.ts';
import { foreignCode } from '../foreign-code.ts';
import type { Host } from '../host.ts';
import { asText } from '../json.ts';
import type { Redactor } from '../run/redactor.ts';

/**
 * Replaces the value of a secret that exists; no function can create one.
 * @param run the run, or what of it is needed
 * @param name the account's name
 * @throws `SECRET_WRITE_FAILED`
 */
export async function writeSecret(
  { secretStorage, redactor }: Pick<Host, 'secretStorage'> & { redactor: Redactor },
  name: string,
  value: unknown,
): Promise<void> {
  redactor.add(asText(value));
  try {
    await secretStorage.update(name, value);
  } catch (error) {
    throw failure(
      'SECRET_WRITE_FAILED',
      `${name} (${foreignCode(error)}); if it is missing, create it first`,
    );
  }
}
