import { open } from 'lmdb';
import { createDocuments, type Place, type Properties } from './documents.ts';
import { createNamespaces, type NamespaceRecord } from './namespaces.ts';

/** Longest session or namespace document, in characters of its JSON. The service's own limit. */
export const MAX_DOCUMENT_CHARS = 800_000;

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
  const namespaces = createNamespaces(root.openDB({ name: 'namespaces', encoding: 'string' }), now);
  const documents = createDocuments(root.openDB({ name: 'documents', encoding: 'string' }), now);
  const durable = async <Result>(change: () => Result): Promise<Result> => {
    const result = await root.transaction(change);
    await root.flushed;
    return result;
  };
  return {
    createNamespace: (account, name, ttlSecond) => durable(() => namespaces.put(account, name, ttlSecond)),
    listNamespaces: namespaces.list,
    deleteNamespace: (account, name) =>
      durable(() => {
        const existed = namespaces.find(account, name) !== undefined;
        namespaces.remove(account, name);
        documents.removeAll(account, name);
        return existed;
      }),
    listSessions: documents.sessions,
    read: documents.find,
    merge: (place, properties, ttlSeconds) =>
      durable(() => {
        const { account, namespace } = place;
        const old = documents.find(place);
        const merged = { ...old?.properties, ...properties };
        if (JSON.stringify(merged).length > MAX_DOCUMENT_CHARS) return false;
        const known = namespaces.find(account, namespace);
        if (!known) namespaces.put(account, namespace);
        const ttl = ttlSeconds ?? known?.ttlSecond;
        const expiresAt = ttl === undefined ? old?.expiresAt : now() + ttl * 1_000;
        documents.put(place, { expiresAt, properties: merged });
        return true;
      }),
    remove: (place, names) =>
      durable(() => {
        const old = documents.find(place);
        if (!old) return false;
        const rest = Object.entries(old.properties).filter(([name]) => names && !names.includes(name));
        const removed = rest.length < Object.keys(old.properties).length;
        if (rest.length === 0) documents.remove(place);
        else documents.put(place, { ...old, properties: Object.fromEntries(rest) });
        return removed;
      }),
    close: () => root.close(),
  };
}
