import { isSecretName } from '@lp-functions/platform/internal';

/** A variable of this name is expected to hold a credential, though none should. */
const SECRET_NAME = /(SECRET|TOKEN|PASSWORD|PASSWD|PWD|PASSPHRASE|CREDENTIALS?|KEY)$/i;

/** How well-known services begin their keys, and how keys in PEM and JSON Web Tokens begin. */
const SECRET_START =
  /(^|[^A-Za-z0-9])((sk|pk|rk|whsec)[_-](live|test)[_-]|gh[opsu]_|github_pat_|xox[abp]-|AKIA|AIza|eyJ)\w|-----BEGIN/;

/** Variables that name a secret, see the platform's `secretVariable`. */
const NAMES_SECRET = /^SECRET_/;

const USER_INFO = /:\/\/[^/\s@]*:[^/\s@]*@/;
const UUID = /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i;
const SEPARATORS = /[\s/.?&#=:,;"'{}[\]()@<>|]+/;

/**
 * Whether a variable's value looks like a credential, which has no place in a terminal, a log or a comment on a pull
 * request. Credentials belong into secrets, but a variable set by hand may hold one.
 * @param isDeclared whether the function knows the variable, so that its name says nothing about its value
 */
export function looksSecret(name: string, value: string, { isDeclared }: { isDeclared: boolean }): boolean {
  if (NAMES_SECRET.test(name)) return !isSecretName(value);
  if (!isDeclared && SECRET_NAME.test(name)) return true;
  if (SECRET_START.test(value) || USER_INFO.test(value)) return true;
  return value.split(SEPARATORS).some(isRandom);
}

/** Long and of all kinds of characters: no word and no name, but perhaps a key. */
function isRandom(text: string): boolean {
  if (UUID.test(text)) return false;
  if (/^[\da-f]{32,}$/i.test(text)) return true;
  return text.length >= 20 && /\d/.test(text) && /[a-z]/.test(text) && /[A-Z]/.test(text);
}
