import { FunctionError } from '../errors.ts';
import type { Host, SecretStorage } from '../host.ts';
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
  if (value === undefined || value === null || value === '') return undefined;
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

/** The error for a secret that has to be there. */
export function secretNotFound(name: string): FunctionError {
  return new FunctionError(
    'SECRET_NOT_FOUND',
    `${name} does not exist or is empty; create it in the secret storage first`,
  );
}

export function createSecrets(host: Host, redactor: Redactor): Secrets {
  const store = createStore(host.secretStorage, redactor);
  const nameOf = (name: string) => host.env[secretVariable(name)] || name;
  const readOptional: Secrets['readOptional'] = async (names, options) => {
    const values = await Promise.all(names.map((name) => store.get(nameOf(name), options)));
    return Object.fromEntries(names.map((name, index) => [name, secretText(values[index])])) as never;
  };
  return {
    store,
    nameOf,
    readOptional,
    async read(names, options) {
      const found = await readOptional(names, options);
      for (const name of names) if (found[name] === undefined) throw secretNotFound(nameOf(name));
      return found as never;
    },
  };
}

/** `clientId` -> `SECRET_CLIENT_ID`: the variable that points a declared secret at another one. */
export function secretVariable(name: string): string {
  return `SECRET_${name.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
}

function createStore(storage: SecretStorage, redactor: Redactor): SecretStore {
  return {
    async get(name, { fresh = false } = {}) {
      try {
        const value = await storage.read(name, fresh);
        redact(value, redactor);
        return value;
      } catch (error) {
        const code = platformCode(error);
        if (code.endsWith('not-found')) return undefined;
        throw new FunctionError('SECRET_READ_FAILED', `${name} could not be read (${code})`);
      }
    },
    async set(name, value) {
      redact(value, redactor);
      try {
        await storage.update(name, value);
      } catch (error) {
        throw new FunctionError(
          'SECRET_WRITE_FAILED',
          `${name} could not be updated (${platformCode(error)}); a secret must exist before a function can write it`,
        );
      }
    },
  };
}

/** Members of a JSON secret that are credentials: tokens, and the private members of a JWK (RFC 7518 6.3.2). */
const CREDENTIAL_MEMBER = /token$|^(d|k|p|q|dp|dq|qi)$/i;

/** Remembers a value, and the credentials inside it if it is JSON. */
function redact(value: unknown, redactor: Redactor): void {
  redactor.add(secretText(value));
  for (const [name, item] of Object.entries(parseJson(value) ?? {})) {
    if (CREDENTIAL_MEMBER.test(name)) redactor.add(secretText(item));
  }
}

/** The toolbelt's error code, e.g. `com.liveperson.faas.secret.op-failed`. Its message may quote the value. */
function platformCode(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === 'string' ? code : 'unknown';
}
