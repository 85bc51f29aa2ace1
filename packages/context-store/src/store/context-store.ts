import { FunctionError, type HttpClient, isText } from '@lp-functions/platform';
import type { Connection, Credential } from '../api/connection.ts';
import type { ContextApi, ContextApiV1, Namespace } from '../api/context-api.ts';
import { createV1Api } from '../api/v1.ts';
import { createV2Api } from '../api/v2.ts';
import { type ApiVersion, type Zone, zoneUrl } from '../service/facts.ts';
import type { JsonObject, JsonShape } from '../service/json.ts';
import { checkLifetime } from '../service/lifetime.ts';
import { checkName, checkSessionId, namespaceFault } from '../service/names.ts';
import { createSession, type Session } from './session.ts';

/** The account and how to reach it: by its zone, or by another URL of the service, which wins. */
export type ServiceOptions = {
  accountId: string;
  /** `run.http`; it has to allow the service's origin. */
  http: Pick<HttpClient, 'send' | 'paced'>;
} & ({ zone: Zone; baseUrl?: undefined } | { zone?: Zone | undefined; baseUrl: string });

/** For the path API. */
export type V1Options = ServiceOptions & { api: 'v1'; apiKey: string | Credential };
/** For the document API. */
export type V2Options = ServiceOptions & { api: 'v2'; accessToken: string | Credential };

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

/** V1 can list, too, and creates namespaces. */
export interface ContextStoreV1 extends ContextStore {
  sessions: ContextStore['sessions'] & { list(namespace: string): Promise<string[]> };
  namespaces: {
    /** One that exists stays as it is. @param options.ttlSeconds of what is saved in it @default for ever */
    create(name: string, options?: { ttlSeconds?: number }): Promise<void>;
    list(): Promise<Namespace[]>;
    delete(name: string): Promise<void>;
  };
}

/** A client of the context session store. @throws `INPUT_INVALID` for an account that is no name */
export function createContextStore(options: V1Options): ContextStoreV1;
export function createContextStore(options: V2Options): ContextStore;
export function createContextStore(options: V1Options | V2Options): ContextStore {
  if (options.api === 'v2') {
    const credential = credentialOf(options.accessToken, 'accessToken');
    return storeOver(createV2Api(connectionOf(options, credential)));
  }
  const credential = credentialOf(options.apiKey, 'apiKey');
  return storeOverV1(createV1Api(connectionOf(options, credential)));
}

const credentialOf = (given: string | Credential, option: string): Credential =>
  isText(given) ? { value: given, source: `the option ${option}` } : given;

function connectionOf(options: ServiceOptions, credential: Credential): Connection {
  const { accountId, http } = options;
  checkName('accountId', accountId);
  const url = options.baseUrl === undefined ? zoneUrl(options.zone) : options.baseUrl;
  return { accountId, http, credential, baseUrl: url.replace(/\/$/, '') };
}

function storeOver(api: ContextApi): ContextStore {
  const session: ContextStore['session'] = (namespace, sessionId) => {
    checkNamespace(namespace, api.version);
    checkSessionId(sessionId);
    return createSession(api, { namespace, sessionId });
  };
  return {
    session,
    sessions: { delete: async (namespace, sessionId) => session(namespace, sessionId).deleteAll() },
  };
}

function storeOverV1(api: ContextApiV1): ContextStoreV1 {
  const { session, sessions } = storeOver(api);
  return {
    session,
    sessions: {
      ...sessions,
      async list(namespace) {
        checkNamespace(namespace, 'v1');
        return api.listSessions(namespace);
      },
    },
    namespaces: {
      async create(name, { ttlSeconds } = {}) {
        checkNamespace(name, 'v1');
        checkLifetime(ttlSeconds);
        await api.createNamespace(name, ttlSeconds);
      },
      list: () => api.listNamespaces(),
      async delete(name) {
        checkNamespace(name, 'v1');
        await api.deleteNamespace(name);
      },
    },
  };
}

function checkNamespace(namespace: string, version: ApiVersion): void {
  const fault = namespaceFault(namespace, version);
  if (fault !== undefined) throw new FunctionError('INPUT_INVALID', `namespace: ${fault}`);
}
