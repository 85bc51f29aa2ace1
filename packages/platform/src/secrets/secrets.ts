import { foreignCode } from '../errors/foreign-code.ts';
import { FunctionError } from '../errors/function-error.ts';
import { asText, isText } from '../json/json.ts';
import { credentialsIn } from '../output/credentials.ts';
import type { Redactor } from '../output/redactor.ts';
import type { SecretDeclarations } from './declaration.ts';
import { accountName } from './names.ts';
import type { SecretStorage } from './storage.ts';

export interface ReadOptions {
  /** Bypass the platform's cache. @default false */
  fresh?: boolean;
}

export interface GetOptions extends ReadOptions {
  /** The secret holds nothing that has to be hidden. @default false */
  isIdentifier?: boolean;
}

/**
 * The secrets of a run. `Name` are the names the function declares; each can be pointed at another secret of
 * the account by the variable `SECRET_<NAME>`. What is read is redacted from what leaves the run, unless it
 * is declared to be an identifier.
 */
export interface Secrets<Name extends string = string> {
  /**
   * Reads declared secrets as text, all at once.
   * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
   */
  read<N extends Name>(names: readonly N[], options?: ReadOptions): Promise<Record<N, string>>;
  /** Like `read`, with `''` for secrets that do not exist. */
  readOptional<N extends Name>(names: readonly N[], options?: ReadOptions): Promise<Record<N, string>>;
  /** The account's name of a declared secret. */
  nameOf(name: Name): string;
  /**
   * Reads any secret by the account's name, for names that come from configuration.
   * @returns the value as stored (text, number or JSON), text without line breaks at its end; `undefined`
   * when there is none
   * @throws `SECRET_READ_FAILED`
   */
  get(name: string, options?: GetOptions): Promise<unknown>;
}

/** The error for a secret that has to be there. */
export const secretNotFound = (name: string): FunctionError =>
  new FunctionError(
    'SECRET_NOT_FOUND',
    `${name} is missing or empty; create it first, in the console under Settings > Secrets`,
  );

interface Account {
  env: Record<string, string | undefined>;
  secretStorage: SecretStorage;
}

interface Declared {
  declarations?: SecretDeclarations;
  /** The account's names of declared secrets, where they are known already. */
  secretNames?: ReadonlyMap<string, string>;
}

export function createSecrets(
  { env, secretStorage }: Account,
  redactor: Redactor,
  { declarations = {}, secretNames }: Declared = {},
): Secrets {
  const nameOf = (name: string) => secretNames?.get(name) ?? accountName(name, env);
  const get: Secrets['get'] = async (name, { fresh = false, isIdentifier = false } = {}) => {
    const value = withoutLineBreak(await readOrFail(secretStorage, name, fresh));
    if (!isIdentifier) redactor.add(...credentialsIn(value));
    return value;
  };
  const readText = async (name: string, options: ReadOptions = {}) =>
    asText(await get(nameOf(name), { ...options, isIdentifier: declarations[name]?.isIdentifier ?? false }));
  return {
    get,
    nameOf,
    readOptional: (names, options) => byName(names, (name) => readText(name, options)),
    read: (names, options) =>
      byName(names, async (name) => {
        const value = await readText(name, options);
        if (!value) throw secretNotFound(nameOf(name));
        return value;
      }),
  };
}

/** @returns `undefined` when there is no such secret */
async function readOrFail(storage: SecretStorage, name: string, fresh: boolean): Promise<unknown> {
  try {
    return await storage.read(name, fresh);
  } catch (error) {
    // E.g. `com.liveperson.faas.secret.op-failed`.
    const code = foreignCode(error);
    if (code.endsWith('not-found')) return undefined;
    throw new FunctionError(
      'SECRET_READ_FAILED',
      `${name} (${code}): the secret could not be read; run again, or look at it in the console`,
    );
  }
}

/** A line break at the end was pasted along: no credential may hold one, and nobody would see it. */
const withoutLineBreak = (value: unknown): unknown => (isText(value) ? value.replace(/[\r\n]+$/, '') : value);

/** Asks for all at once. */
async function byName<Name extends string>(
  names: readonly Name[],
  read: (name: Name) => Promise<string>,
): Promise<Record<Name, string>> {
  const entries = await Promise.all(names.map(async (name) => [name, await read(name)] as const));
  return Object.fromEntries(entries) as Record<Name, string>;
}
