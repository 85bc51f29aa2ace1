import { FunctionError } from '../errors/function-error.ts';

const MAX_CHARS = 100;
/** In names, digits come in a group or two: a year, a number. */
const MAX_DIGIT_GROUPS = 3;
/** Shorter names may look like anything. */
const RANDOM_CHARS = 16;
/**
 * Names change between lower case, upper case and digits at words; random characters do at more than every
 * other place.
 */
const MAX_CHANGES_PER_CHAR = 0.38;

/** `clientId` -> `SECRET_CLIENT_ID`: the variable that points a declared secret at another one. */
export const secretVariable = (name: string): string =>
  `SECRET_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;

/** Whether somebody may have given a secret this name. Many a person enters the credential itself instead. */
export function isSecretName(text: string): boolean {
  if (!/^[\w.-]+$/.test(text) || !/[A-Za-z]/.test(text) || text.length > MAX_CHARS) return false;
  const digitGroups = text.match(/\d+/g)?.length ?? 0;
  if (digitGroups > MAX_DIGIT_GROUPS) return false;
  const changes = text.match(/[a-z](?=[A-Z\d])|[A-Z](?=[a-z\d])|\d(?=[A-Za-z])/g)?.length ?? 0;
  return text.length < RANDOM_CHARS || changes <= text.length * MAX_CHANGES_PER_CHAR;
}

/**
 * The account's name of a declared secret.
 * @throws `CONFIG_INVALID`, which names the variable but not its value
 */
export function accountName(name: string, env: Record<string, string | undefined>): string {
  const variable = secretVariable(name);
  const override = env[variable];
  if (!override) return name;
  if (isSecretName(override)) return override;
  throw new FunctionError(
    'CONFIG_INVALID',
    `${variable}: expected the name of a secret; create one that holds the value, and enter its name here`,
  );
}
