import { setTimeout as sleep } from 'node:timers/promises';

export type SecretOperation = 'read' | 'update';

/** An operation that reached the storage. Reads a V2 instance serves from its cache do not. */
export interface StoredCall {
  operation: SecretOperation;
  name: string;
}

/** What an instance needs of the secret storage of its account. */
export interface SecretStorage {
  read(name: string): Promise<unknown>;
  update(name: string, value: unknown): Promise<void>;
}

/**
 * The secret storage of an account in memory. It lives in the test's process, so that several runs and
 * instances share it, as functions of one account do.
 */
export interface SecretStore extends SecretStorage {
  readonly values: Map<string, unknown>;
  readonly calls: StoredCall[];
  /** Most operations that were under way at the same time. */
  readonly maxConcurrent: number;
  /**
   * Called before each operation, which waits for it; what it throws is what the operation fails with (an
   * Error with a `code`, see `secretFailure`).
   */
  before: (operation: SecretOperation, name: string) => void | Promise<void>;
}

export function createSecretStore(initial: Record<string, unknown> = {}): SecretStore {
  const values = new Map(Object.entries(initial));
  const calls: StoredCall[] = [];
  let active = 0;
  let maxConcurrent = 0;

  /** An operation as its caller sees it: counted, delayed, and failing when the hook says so. */
  const operate = async <T>(operation: SecretOperation, name: string, work: () => T): Promise<T> => {
    calls.push({ operation, name });
    active += 1;
    maxConcurrent = Math.max(maxConcurrent, active);
    try {
      await store.before(operation, name);
      return work();
    } finally {
      active -= 1;
    }
  };

  const store: SecretStore = {
    values,
    calls,
    get maxConcurrent() {
      return maxConcurrent;
    },
    before: () => {},
    read: (name) =>
      operate('read', name, () => {
        if (!values.has(name))
          throw secretFailure('not-found', `There is no Secret ${name} for this account`);
        return structuredClone(values.get(name));
      }),
    update: (name, value) =>
      operate('update', name, () => {
        if (!values.has(name)) throw secretFailure('op-failed', `Updating Secret ${name} failed`);
        values.set(name, structuredClone(value));
      }),
  };
  return store;
}

/** An error as the toolbelts report it: code `com.liveperson.faas.secret.<kind>`. */
export function secretFailure(
  kind: 'not-found' | 'op-failed' | 'invalid-format' | 'op-timed-out' | 'auth-failed' | 'forbidden',
  message = `secret storage: ${kind}`,
): Error & { code: string } {
  return Object.assign(new Error(message), { code: `com.liveperson.faas.secret.${kind}` });
}

/** A hook for `before`: every operation takes `ms` milliseconds. */
export function slow(ms: number): SecretStore['before'] {
  return () => sleep(ms);
}
