import type { Database } from 'lmdb';

export interface NamespaceRecord {
  name: string;
  /** ISO 8601. */
  createdAt: string;
  ttlSecond?: number;
}

/** The namespaces of accounts, by name. */
export interface Namespaces {
  find(account: string, name: string): NamespaceRecord | undefined;
  list(account: string): NamespaceRecord[];
  /** Creates it, or replaces its lifetime. */
  put(account: string, name: string, ttlSecond?: number): void;
  remove(account: string, name: string): void;
}

/** Writes belong into a transaction. @param now milliseconds since the epoch */
export function createNamespaces(database: Database<string, string[]>, now: () => number): Namespaces {
  const find = (account: string, name: string): NamespaceRecord | undefined => {
    const text = database.get([account, name]);
    return text === undefined ? undefined : JSON.parse(text);
  };
  return {
    find,
    list: (account) =>
      [...database.getRange({ start: [account], end: [account, '\uffff'] })].map(({ value }) =>
        JSON.parse(value),
      ),
    put(account, name, ttlSecond) {
      const createdAt = find(account, name)?.createdAt ?? new Date(now()).toISOString();
      void database.put([account, name], JSON.stringify({ name, createdAt, ttlSecond }));
    },
    remove(account, name) {
      void database.remove([account, name]);
    },
  };
}
