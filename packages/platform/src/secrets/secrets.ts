import { FunctionError } from '../errors.ts';
import type { Host } from '../host.ts';
import { parseJson } from '../json.ts';
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
  /** The same, with `undefined` for secrets that do not exist or are empty. */
  readOptional<N extends Name>(
    names: readonly N[],
    options?: ReadOptions,
  ): Promise<Record<N, string | undefined>>;
  /** The account's name of a declared secret. */
  nameOf(name: Name): string;
  /** Access by the account's names, for secrets that configuration names. */
  readonly store: SecretStore;
}

export interface SecretStore {
  /** @returns the value as stored, `undefined` when there is none. @throws `SECRET_READ_FAILED` */
  get(name: string, options?: ReadOptions): Promise<unknown>;
  /** @throws `SECRET_WRITE_FAILED`, also when the secret does not exist yet */
  set(name: string, value: unknown): Promise<void>;
}

/** Text of a secret value: the storage holds strings, numbers and JSON. Empty counts as absent. */
export function secretText(value: unknown): string | undefined {
  return (typeof value === 'object' && value ? JSON.stringify(value) : `${value ?? ''}`) || undefined;
}

/** The error for a secret that has to be there. */
export const secretNotFound = (name: string): FunctionError =>
  new FunctionError('SECRET_NOT_FOUND', `${name} is missing or empty; create it in the secret storage first`);

/** `clientId` -> `SECRET_CLIENT_ID`: the variable that points a declared secret at another one. */
export const secretVariable = (name: string): string =>
  `SECRET_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;

export function createSecrets({ env, secretStorage }: Host, redactor: Redactor): Secrets {
  const nameOf = (name: string) => env[secretVariable(name)] || name;
  const store: SecretStore = {
    async get(name, options) {
      try {
        const value = await secretStorage.read(name, !!options?.fresh);
        redact(value, redactor);
        return value;
      } catch (error) {
        const code = platformCode(error);
        if (/not-found$/.test(code)) return undefined;
        throw new FunctionError('SECRET_READ_FAILED', `${name} (${code})`);
      }
    },
    async set(name, value) {
      redact(value, redactor);
      try {
        await secretStorage.update(name, value);
      } catch (error) {
        throw new FunctionError('SECRET_WRITE_FAILED', `${name} (${platformCode(error)}); does it exist?`);
      }
    },
  };
  const read = (required: boolean) => async (names: readonly string[], options?: ReadOptions) =>
    Object.fromEntries(
      await Promise.all(
        names.map(async (name) => {
          const value = secretText(await store.get(nameOf(name), options));
          if (required && !value) throw secretNotFound(nameOf(name));
          return [name, value];
        }),
      ),
    );
  return { store, nameOf, read: read(true), readOptional: read(false) };
}

/** Remembers a value, and the credentials inside it if it is JSON: tokens, and private members of a JWK (RFC 7518). */
function redact(value: unknown, redactor: Redactor): void {
  redactor.add(secretText(value));
  for (const [name, item] of Object.entries(parseJson(value) ?? {})) {
    if (/token$|^(d|k|p|q|dp|dq|qi)$/i.test(name)) redactor.add(secretText(item));
  }
}

/** The toolbelt's error code, e.g. `com.liveperson.faas.secret.op-failed`. Its message may quote the value. */
const platformCode = (error: unknown) => `${(error as { code?: unknown } | null)?.code}`;
