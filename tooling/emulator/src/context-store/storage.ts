import { createHash } from 'node:crypto';
import { open } from 'lmdb';

/** Longest session or namespace document, in characters of its JSON. The service's own limit. */
export const MAX_DOCUMENT_CHARS = 800_000;

/** JSON names are data: `__proto__` is an ordinary one, which object literals and spreads keep. */
export type Properties = Record<string, unknown>;

export interface NamespaceRecord {
  name: string;
  /** ISO 8601. */
  createdAt: string;
  ttlSecond?: number;
}

/**
 * A session's document; `session` is empty for the one of the namespace itself, which only the V2 API knows.
 */
export interface Place {
  account: string;
  namespace: string;
  session: string;
}

interface StoredDocument {
  session: string;
  /** Milliseconds since the epoch; absent: kept for ever. */
  expiresAt?: number;
  properties: Properties;
}

export interface Storage {
  /** Every write resolves only after the disk has it. */
  createNamespace(account: string, name: string, ttlSecond?: number): Promise<void>;
  listNamespaces(account: string): NamespaceRecord[];
  /** @returns whether there was one */
  deleteNamespace(account: string, name: string): Promise<boolean>;
  listSessions(account: string, namespace: string): string[];
  read(place: Place): { properties: Properties; expiresAt?: number } | undefined;
  /**
   * Adds and overwrites properties, in one transaction with reading the old ones.
   * @param ttlSeconds lifetime from now; without it the namespace's own applies
   * @returns false when the document would be too large; then nothing is changed
   */
  merge(place: Place, properties: Properties, ttlSeconds?: number): Promise<boolean>;
  /** Removes some properties, or the document. @returns whether there was anything to remove */
  remove(place: Place, names?: readonly string[]): Promise<boolean>;
  close(): Promise<void>;
}

/**
 * The documents in an LMDB file: transactions across processes, and no acknowledged write is lost when the
 * process is killed. Values are JSON text, because that keeps every property name and every order.
 */
export function openStorage(path: string, now: () => number): Storage {
  const root = open({ path, encoding: 'string', compression: false, maxDbs: 2 });
  const namespaces = root.openDB<string, string[]>({ name: 'namespaces', encoding: 'string' });
  const documents = root.openDB<string, string[]>({ name: 'documents', encoding: 'string' });

  // A session may be named by any text, a key of LMDB holds 1,978 bytes at most.
  const keyOf = ({ account, namespace, session }: Place) => [
    account,
    namespace,
    createHash('sha256').update(Buffer.from(session, 'utf16le')).digest('hex'),
  ];
  const inside = (...start: string[]) => ({ start, end: [...start, '\uffff'] });
  const find = (key: string[]): StoredDocument | undefined => {
    const text = documents.get(key);
    const found: StoredDocument | undefined = text === undefined ? undefined : JSON.parse(text);
    return found?.expiresAt !== undefined && found.expiresAt <= now() ? undefined : found;
  };
  const findNamespace = (account: string, name: string): NamespaceRecord | undefined => {
    const text = namespaces.get([account, name]);
    return text === undefined ? undefined : JSON.parse(text);
  };
  const durable = async <Result>(change: () => Result): Promise<Result> => {
    const result = await root.transaction(change);
    await root.flushed;
    return result;
  };
  const putNamespace = (account: string, name: string, ttlSecond?: number) => {
    const createdAt = findNamespace(account, name)?.createdAt ?? new Date(now()).toISOString();
    void namespaces.put([account, name], JSON.stringify({ name, createdAt, ttlSecond }));
  };

  return {
    createNamespace: (account, name, ttlSecond) => durable(() => putNamespace(account, name, ttlSecond)),
    listNamespaces: (account) =>
      [...namespaces.getRange(inside(account))].map(({ value }) => JSON.parse(value)),
    deleteNamespace: (account, name) =>
      durable(() => {
        const existed = namespaces.get([account, name]) !== undefined;
        void namespaces.remove([account, name]);
        for (const key of [...documents.getKeys(inside(account, name))]) void documents.remove(key);
        return existed;
      }),
    listSessions: (account, namespace) =>
      [...documents.getKeys(inside(account, namespace))].flatMap((key) => find(key)?.session || []),
    read: (place) => find(keyOf(place)),
    merge: (place, properties, ttlSeconds) =>
      durable(() => {
        const { account, namespace, session } = place;
        const key = keyOf(place);
        const old = find(key);
        const merged = { ...old?.properties, ...properties };
        if (JSON.stringify(merged).length > MAX_DOCUMENT_CHARS) return false;
        const known = findNamespace(account, namespace);
        if (!known) putNamespace(account, namespace);
        const ttl = ttlSeconds ?? known?.ttlSecond;
        const expiresAt = ttl === undefined ? old?.expiresAt : now() + ttl * 1_000;
        void documents.put(key, JSON.stringify({ session, expiresAt, properties: merged }));
        return true;
      }),
    remove: (place, names) =>
      durable(() => {
        const key = keyOf(place);
        const old = find(key);
        if (!old) return false;
        const rest = Object.entries(old.properties).filter(([name]) => names && !names.includes(name));
        const removed = rest.length < Object.keys(old.properties).length;
        if (rest.length === 0) void documents.remove(key);
        else void documents.put(key, JSON.stringify({ ...old, properties: Object.fromEntries(rest) }));
        return removed;
      }),
    close: () => root.close(),
  };
}
