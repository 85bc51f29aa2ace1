import type { HttpClient } from '@lp-functions/platform';
import type { Json, JsonObject, JsonShape } from './json.ts';
import { segment } from './names.ts';
import { createNamespace } from './namespaces/create.ts';
import { deleteNamespace } from './namespaces/delete.ts';
import { listNamespaces, type Namespace } from './namespaces/list.ts';
import { type Place, placeOf } from './place.ts';
import { deleteProperties } from './properties/delete.ts';
import { readProperties } from './properties/read-all.ts';
import { readProperty } from './properties/read-one.ts';
import { readSomeProperties } from './properties/read-some.ts';
import { saveProperties } from './properties/save.ts';
import { sender } from './send.ts';
import { deleteSession } from './sessions/delete.ts';
import { listSessions } from './sessions/list.ts';
import { CONTEXT_DOMAIN, type Zone } from './zone.ts';

/** The account and how to reach it; the credential decides which of the two APIs is used. */
export type ContextStoreOptions = {
  /** A URL of the service instead of a zone. */
  baseUrl?: string;
  zone?: Zone;
  accountId: string;
  /** `run.http`; it has to allow the service's origin. */
  transport: Pick<HttpClient, 'send'>;
} & ({ zone: Zone } | { baseUrl: string });

/** The properties of one session, with the shape the caller gives them. Every call fails as its verb says. */
export interface Session<Shape> {
  /** Adds and overwrites. @param ttlSeconds lifetime of the session from now; required on V2, unknown to V1 */
  save(properties: Partial<Shape>, ttlSeconds?: number): Promise<void>;
  /** `{}` when nothing is stored. */
  readAll(): Promise<Partial<Shape>>;
  readSome<Name extends keyof Shape & string>(names: readonly Name[]): Promise<Partial<Pick<Shape, Name>>>;
  /** `undefined` when it is not stored. */
  readOne<Name extends keyof Shape & string>(name: Name): Promise<Shape[Name] | undefined>;
  deleteOne(name: keyof Shape & string): Promise<void>;
  deleteSome(names: readonly (keyof Shape & string)[]): Promise<void>;
}

/** What both APIs offer. */
export interface ContextStore {
  /**
   * A session's properties; no request yet.
   * @param sessionId absent: what the namespace holds outside of sessions, on V1 its session `__default__`
   * @throws `INPUT_INVALID` for names that the service would refuse
   */
  session<Shape extends JsonShape<Shape> = JsonObject>(namespace: string, sessionId?: string): Session<Shape>;
  sessions: { delete(namespace: string, sessionId?: string): Promise<void> };
}

/** V1 can list, too, and knows namespaces. */
export interface ContextStoreV1 extends ContextStore {
  sessions: ContextStore['sessions'] & { list(namespace: string): Promise<string[]> };
  namespaces: {
    create(name: string, options?: { ttlSeconds?: number }): Promise<void>;
    list(): Promise<Namespace[]>;
    delete(name: string): Promise<void>;
  };
}

/**
 * A client of the context session store.
 * Source: developers.liveperson.com, "Conversation Context Service", Methods v1 and Methods v2
 */
export function createContextStore(options: ContextStoreOptions & { apiKey: string }): ContextStoreV1;
export function createContextStore(options: ContextStoreOptions & { accessToken: string }): ContextStore;
export function createContextStore({
  zone = 'z1',
  baseUrl = `https://${zone}.${CONTEXT_DOMAIN}`,
  accountId,
  transport,
  apiKey = '',
  accessToken,
}: ContextStoreOptions & { apiKey?: string; accessToken?: string }): ContextStore {
  const isV2 = accessToken !== undefined;
  const account = segment('INPUT_INVALID', 'accountId', accountId);
  const send = sender(transport, baseUrl.replace(/\/$/, ''), isV2, accessToken ?? apiKey);
  const at = (namespace: string, sessionId?: string): Place => ({
    send,
    ...placeOf('INPUT_INVALID', isV2, accountId, namespace, sessionId),
  });
  const checked = (namespace: string): string => {
    at(namespace);
    return namespace;
  };

  const store: ContextStore = {
    session: (namespace, sessionId) => sessionAt(at(namespace, sessionId)),
    sessions: { delete: async (namespace, sessionId) => deleteSession(at(namespace, sessionId)) },
  };
  if (isV2) return store;
  const v1: ContextStoreV1 = {
    ...store,
    sessions: {
      ...store.sessions,
      list: async (namespace) => listSessions(send, `${account}/${checked(namespace)}`),
    },
    namespaces: {
      create: async (name, { ttlSeconds } = {}) => createNamespace(send, account, checked(name), ttlSeconds),
      list: () => listNamespaces(send, account),
      delete: async (name) => deleteNamespace(send, `${account}/${checked(name)}`),
    },
  };
  return v1;
}

/** The verbs know JSON; the shape is the caller's word for it. */
function sessionAt<Shape>(place: Place): Session<Shape> {
  const checked = (names: readonly string[]) => {
    for (const name of names) segment('INPUT_INVALID', 'name', name);
    return names;
  };
  return {
    save: (properties, ttlSeconds) => saveProperties(place, properties as JsonObject, ttlSeconds),
    readAll: () => readProperties(place) as Promise<Partial<Shape>>,
    readSome: async (names) => readSomeProperties(place, checked(names)) as Promise<never>,
    readOne: async (name) => readProperty(place, name) as Promise<Json | undefined> as Promise<never>,
    deleteOne: async (name) => deleteProperties(place, checked([name])),
    deleteSome: async (names) => deleteProperties(place, checked(names)),
  };
}
