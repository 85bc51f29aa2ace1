import { createContextStore, type JsonObject, type Session } from '@lp-functions/context-store';
import { createTestClient } from '@lp-functions/platform/testing';

const ACCOUNT_ID = '12345';
const API_KEY = 'test-maven-api-key';
const NAMESPACE = 'bench';
const SESSION = 'session';

/** One way to use the service, for one session. */
export interface Contender {
  save(properties: JsonObject): Promise<unknown>;
  readAll(): Promise<unknown>;
  readSome(names: string[]): Promise<unknown>;
}

/** Our client as a function on V2 uses it: over `fetch`. */
export function ours(baseUrl: string): Session<JsonObject> {
  const http = createTestClient({ allowed: [baseUrl] });
  const store = createContextStore({ api: 'v1', baseUrl, accountId: ACCOUNT_ID, apiKey: API_KEY, http });
  return store.session(NAMESPACE, SESSION);
}

/** What our `readSome` might do instead: a request for each property, all at the same time. */
export function inParallel(baseUrl: string): Contender {
  const session = ours(baseUrl);
  return {
    ...session,
    async readSome(names) {
      const entries = await Promise.all(names.map(async (name) => [name, await session.readOne(name)]));
      return Object.fromEntries(entries);
    },
  };
}

/** The part of the vendor's client that is measured. */
interface VendorClient {
  setPropertiesInNamespace(
    account: string,
    namespace: string,
    properties: object,
    session: string,
  ): Promise<unknown>;
  getAllPropertiesInSession(account: string, namespace: string, session: string): Promise<unknown>;
  getSelectedPropertiesInSession(
    account: string,
    namespace: string,
    names: string[],
    session: string,
  ): Promise<unknown>;
}

interface VendorPackage {
  ContextServiceClient: new (baseUrl: string, apiKey: string) => VendorClient;
}

/** The vendor's client. @param require finds the package `liveperson-functions-cli` */
export const vendors =
  (require: NodeJS.Require) =>
  (baseUrl: string): Contender => {
    const {
      ContextServiceClient,
    }: VendorPackage = require('liveperson-functions-cli/lib/shared/lp-faas-toolbelt/context-service-sdk/lib.js');
    const client = new ContextServiceClient(baseUrl, API_KEY);
    return {
      save: (properties) => client.setPropertiesInNamespace(ACCOUNT_ID, NAMESPACE, properties, SESSION),
      readAll: () => client.getAllPropertiesInSession(ACCOUNT_ID, NAMESPACE, SESSION),
      readSome: (names) => client.getSelectedPropertiesInSession(ACCOUNT_ID, NAMESPACE, names, SESSION),
    };
  };
