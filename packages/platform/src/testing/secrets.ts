import type { SecretStorage } from '../secrets/storage.ts';

/** A secret storage in memory that behaves like the platform's and remembers what was asked of it. */
export interface MemorySecrets extends SecretStorage {
  readonly values: Map<string, unknown>;
  readonly calls: { operation: 'read' | 'update'; name: string; fresh?: boolean }[];
  /** Called before each operation; what it throws is what the operation fails with. */
  before: (operation: 'read' | 'update', name: string) => void | Promise<void>;
}

export function createMemorySecrets(initial: Record<string, unknown> = {}): MemorySecrets {
  const values = new Map(Object.entries(initial));
  const secrets: MemorySecrets = {
    values,
    calls: [],
    before: () => {},
    async read(name, fresh) {
      secrets.calls.push({ operation: 'read', name, fresh });
      await secrets.before('read', name);
      if (!values.has(name)) throw storageError('not-found');
      return structuredClone(values.get(name));
    },
    async update(name, value) {
      secrets.calls.push({ operation: 'update', name });
      await secrets.before('update', name);
      if (!values.has(name)) throw storageError('op-failed');
      values.set(name, structuredClone(value));
    },
  };
  return secrets;
}

function storageError(kind: string): Error {
  return Object.assign(new Error(`secret storage: ${kind}`), { code: `com.liveperson.faas.secret.${kind}` });
}
