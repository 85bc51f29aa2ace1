import { failure } from '../errors.ts';
import { foreignCode } from '../foreign-code.ts';
import type { Host } from '../host.ts';
import { asText, isText } from '../json.ts';
import type { Redactor } from '../run/redactor.ts';

export interface ReadOptions {
  /** Bypass the platform's cache. @default false */
  fresh?: boolean;
}

/**
 * The secrets of a run. `Name` are the names the function declares; each can be pointed at another secret of
 * the account by the variable `SECRET_<NAME>`. Everything read is redacted from what leaves the run.
 */
export interface Secrets<Name extends string = string> {
  /**
   * Reads declared secrets as text, all at once.
   * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
   */
  read<N extends Name>(names: readonly N[], options?: ReadOptions): Promise<Record<N, string>>;
  /** The account's name of a declared secret. */
  nameOf(name: Name): string;
  /**
   * Reads any secret by the account's name, for names that come from configuration.
   * @returns the value as stored (text, number or JSON), text without line breaks at its end; `undefined` when there
   * is none
   * @throws `SECRET_READ_FAILED`
   */
  get(name: string, options?: ReadOptions): Promise<unknown>;
}

/** The error for a secret that has to be there. */
export const secretNotFound = (name: string) =>
  failure('SECRET_NOT_FOUND', `${name} is missing or empty; create it first`);

/** `clientId` -> `SECRET_CLIENT_ID`: the variable that points a declared secret at another one. */
export const secretVariable = (name: string): string =>
  `SECRET_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;

export function createSecrets({ env, secretStorage }: Host, redactor: Redactor): Secrets {
  const nameOf = (name: string) => env[secretVariable(name)] || name;
  const get: Secrets['get'] = async (name, options) => {
    try {
      const stored = await secretStorage.read(name, !!options?.fresh);
      // A line break at the end was pasted along: no credential may hold one, and nobody would see it.
      const value = isText(stored) ? stored.replace(/[\r\n]+$/, '') : stored;
      redactor.add(asText(value));
      return value;
    } catch (error) {
      // E.g. `com.liveperson.faas.secret.op-failed`.
      const code = foreignCode(error);
      if (/not-found$/.test(code)) return undefined;
      throw failure('SECRET_READ_FAILED', `${name} (${code})`);
    }
  };
  return {
    get,
    nameOf,
    read: (names, options) =>
      all(names, async (name) => {
        const value = asText(await get(nameOf(name), options));
        if (!value) throw secretNotFound(nameOf(name));
        return [name, value];
      }),
  };
}

/** Like `secrets.read`, with `''` for secrets that do not exist. */
export const readOptional = <Name extends string>(
  { get, nameOf }: Secrets<Name>,
  names: readonly Name[],
  options?: ReadOptions,
): Promise<Record<Name, string>> =>
  all(names, async (name) => [name, asText(await get(nameOf(name), options))]);

const all = async <Name extends string>(
  names: readonly Name[],
  read: (name: Name) => Promise<[Name, string]>,
) => Object.fromEntries(await Promise.all(names.map(read))) as Record<Name, string>;
