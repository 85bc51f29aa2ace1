import { createHash } from 'node:crypto';
import type { Database } from 'lmdb';

/** JSON names are data: `__proto__` is an ordinary one, which object literals and spreads keep. */
export type Properties = Record<string, unknown>;

/**
 * A session's document; `session` is empty for the one of the namespace itself, which only the V2 API knows.
 */
export interface Place {
  account: string;
  namespace: string;
  session: string;
}

export interface StoredDocument {
  session: string;
  /** Milliseconds since the epoch; absent: kept for ever. */
  expiresAt?: number;
  properties: Properties;
}

/** The documents of sessions and namespaces. */
export interface Documents {
  /** @returns nothing when it has expired */
  find(place: Place): StoredDocument | undefined;
  sessions(account: string, namespace: string): string[];
  put(place: Place, document: Omit<StoredDocument, 'session'>): void;
  remove(place: Place): void;
  removeAll(account: string, namespace: string): void;
}

/** Writes belong into a transaction. @param now milliseconds since the epoch */
export function createDocuments(database: Database<string, string[]>, now: () => number): Documents {
  const findByKey = (key: string[]): StoredDocument | undefined => {
    const text = database.get(key);
    const found: StoredDocument | undefined = text === undefined ? undefined : JSON.parse(text);
    return found?.expiresAt !== undefined && found.expiresAt <= now() ? undefined : found;
  };
  const keysIn = (account: string, namespace: string) => [
    ...database.getKeys({ start: [account, namespace], end: [account, namespace, '\uffff'] }),
  ];
  return {
    find: (place) => findByKey(keyOf(place)),
    sessions: (account, namespace) =>
      keysIn(account, namespace).flatMap((key) => findByKey(key)?.session || []),
    put(place, { expiresAt, properties }) {
      void database.put(keyOf(place), JSON.stringify({ session: place.session, expiresAt, properties }));
    },
    remove(place) {
      void database.remove(keyOf(place));
    },
    removeAll(account, namespace) {
      for (const key of keysIn(account, namespace)) void database.remove(key);
    },
  };
}

/** A session may be named by any text, a key of LMDB holds 1,978 bytes at most. */
const keyOf = ({ account, namespace, session }: Place): string[] => [
  account,
  namespace,
  createHash('sha256').update(Buffer.from(session, 'utf16le')).digest('hex'),
];
