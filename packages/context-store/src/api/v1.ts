import { isObject } from '@lp-functions/platform';
import { MAX_ANSWER_BYTES } from '../service/facts.ts';
import { isJsonObject, type Json, pick } from '../service/json.ts';
import { type Access, type Caller, createCaller, isDone } from './call.ts';
import type { Connection } from './connection.ts';
import type { Address, ContextApi, ContextApiV1, Listings, Namespace } from './context-api.ts';

/** Requests at the same time where there are many. */
const AT_ONCE = 10;

const READ = { method: 'GET', mayFindNothing: true } as const;
/** What is not there is gone already. */
const REMOVAL = { method: 'DELETE', mayFindNothing: true, isAnswer: isDone } as const;

const mavenKey: Access = {
  expected: 'the Maven API key',
  authorize: (request, apiKey) => ({
    ...request,
    headers: { ...request.headers, 'maven-api-key': apiKey },
  }),
};

/** A namespace on the wire. */
interface Listed extends Omit<Namespace, 'ttlSeconds'> {
  ttlSecond?: number;
}

/**
 * The path API, which the Maven API key opens.
 * Source: developers.liveperson.com, "Conversation Context Service, Methods v1"
 */
export function createV1Api(connection: Connection): ContextApiV1 {
  const call = createCaller(connection, mavenKey);
  const account = `/v1/account/${encodeURIComponent(connection.accountId)}`;
  return { ...sessionCalls(call, account), ...listingCalls(call, account) };
}

function sessionCalls(call: Caller, account: string): ContextApi {
  const propertiesAt = ({ namespace, sessionId }: Address) => {
    const session = sessionId === undefined ? '' : `/${encodeURIComponent(sessionId)}`;
    return `${namespaceAt(account, namespace)}${session}/properties`;
  };
  const propertyAt = (address: Address, name: string) =>
    `${propertiesAt(address)}/${encodeURIComponent(name)}`;

  const api: ContextApi = {
    version: 'v1',
    async save(address, properties) {
      await call({ method: 'PATCH', path: propertiesAt(address), content: properties, isAnswer: isDone });
    },
    async readAll(address) {
      const path = propertiesAt(address);
      return (await call({ ...READ, path, isAnswer: isJsonObject, maxBytes: MAX_ANSWER_BYTES })) ?? {};
    },
    /** All in one request, which beats one for each: `pnpm bench context` measures both. */
    async readSome(address, names) {
      return pick(await api.readAll(address), names);
    },
    /** May come as raw text: then text that is JSON, such as `"1"`, can't be told from what it stands for. */
    readOne: (address, name) =>
      call({ ...READ, path: propertyAt(address, name), isAnswer: isJson, maxBytes: MAX_ANSWER_BYTES }),
    async deleteSome(address, names) {
      for (let start = 0; start < names.length; start += AT_ONCE) {
        const few = names.slice(start, start + AT_ONCE);
        await Promise.all(
          few.map((name) => call({ ...REMOVAL, path: propertyAt(address, name), isPaced: true })),
        );
      }
    },
    async deleteAll(address) {
      // The slash is the service's own way to say "all of them".
      await call({ ...REMOVAL, path: `${propertiesAt(address)}/` });
    },
  };
  return api;
}

function listingCalls(call: Caller, account: string): Listings {
  return {
    async listSessions(namespace) {
      const path = `${namespaceAt(account, namespace)}/session-ids`;
      return (await call({ ...READ, path, isAnswer: isTexts })) ?? [];
    },
    async createNamespace(name, ttlSeconds) {
      const query = ttlSeconds === undefined ? '' : `?ttlSecond=${ttlSeconds}`;
      await call({ method: 'POST', path: account + query, content: { name }, isAnswer: isDone });
    },
    async listNamespaces() {
      const listed = await call({ ...READ, path: account, isAnswer: isListing });
      return (listed ?? []).map(toNamespace);
    },
    async deleteNamespace(name) {
      await call({ ...REMOVAL, path: namespaceAt(account, name) });
    },
  };
}

const namespaceAt = (account: string, namespace: string) => `${account}/${encodeURIComponent(namespace)}`;

/** Whatever the service answers is a value, text included. */
const isJson = (_answer: unknown): _answer is Json => true;

const isTexts = (answer: unknown): answer is string[] =>
  Array.isArray(answer) && answer.every((item) => typeof item === 'string');

const isListing = (answer: unknown): answer is Listed[] =>
  Array.isArray(answer) && answer.every((item) => isObject(item) && typeof item.name === 'string');

const toNamespace = ({ name, createdAt, ttlSecond }: Listed): Namespace =>
  ttlSecond === undefined ? { name, createdAt } : { name, createdAt, ttlSeconds: ttlSecond };
