import { isObject } from '@lp-functions/platform';
import { MAX_ANSWER_BYTES } from '../service.ts';
import { isJsonObject, type Json, pick } from '../values/json.ts';
import { type Access, createCaller, isDone } from './call.ts';
import type { Connection } from './connection.ts';
import type { Address, ContextApiV1, Namespace } from './context-api.ts';

/** Requests at the same time where there are many. */
const AT_ONCE = 10;

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
  const namespaceAt = (namespace: string) => `${account}/${encodeURIComponent(namespace)}`;
  const propertiesAt = ({ namespace, sessionId }: Address) => {
    const session = sessionId === undefined ? '' : `/${encodeURIComponent(sessionId)}`;
    return `${namespaceAt(namespace)}${session}/properties`;
  };
  const propertyAt = (address: Address, name: string) =>
    `${propertiesAt(address)}/${encodeURIComponent(name)}`;

  /** What is not there is gone already. */
  const remove = (path: string, isPaced = false) =>
    call({ method: 'DELETE', path, isAnswer: isDone, mayFindNothing: true, isPaced });

  const api: ContextApiV1 = {
    version: 'v1',
    async save(address, properties) {
      await call({ method: 'PATCH', path: propertiesAt(address), content: properties, isAnswer: isDone });
    },
    async readAll(address) {
      const properties = await call({
        method: 'GET',
        path: propertiesAt(address),
        isAnswer: isJsonObject,
        mayFindNothing: true,
        maxBytes: MAX_ANSWER_BYTES,
      });
      return properties ?? {};
    },
    /** All in one request, which beats one for each: `pnpm bench context` measures both. */
    async readSome(address, names) {
      return pick(await api.readAll(address), names);
    },
    /** May come as raw text: then text that is JSON, such as `"1"`, can't be told from what it stands for. */
    readOne: (address, name) =>
      call({
        method: 'GET',
        path: propertyAt(address, name),
        isAnswer: isJson,
        mayFindNothing: true,
        maxBytes: MAX_ANSWER_BYTES,
      }),
    async deleteSome(address, names) {
      for (let start = 0; start < names.length; start += AT_ONCE) {
        const few = names.slice(start, start + AT_ONCE);
        await Promise.all(few.map((name) => remove(propertyAt(address, name), true)));
      }
    },
    async deleteAll(address) {
      // The slash is the service's own way to say "all of them".
      await remove(`${propertiesAt(address)}/`);
    },
    async listSessions(namespace) {
      const path = `${namespaceAt(namespace)}/session-ids`;
      return (await call({ method: 'GET', path, isAnswer: isTexts, mayFindNothing: true })) ?? [];
    },
    async createNamespace(name, ttlSeconds) {
      const query = ttlSeconds === undefined ? '' : `?ttlSecond=${ttlSeconds}`;
      await call({ method: 'POST', path: account + query, content: { name }, isAnswer: isDone });
    },
    async listNamespaces() {
      const listed = await call({ method: 'GET', path: account, isAnswer: isListing, mayFindNothing: true });
      return (listed ?? []).map(toNamespace);
    },
    async deleteNamespace(name) {
      await remove(namespaceAt(name));
    },
  };
  return api;
}

/** Whatever the service answers is a value, text included. */
const isJson = (_answer: unknown): _answer is Json => true;

const isTexts = (answer: unknown): answer is string[] =>
  Array.isArray(answer) && answer.every((item) => typeof item === 'string');

const isListing = (answer: unknown): answer is Listed[] =>
  Array.isArray(answer) && answer.every((item) => isObject(item) && typeof item.name === 'string');

const toNamespace = ({ name, createdAt, ttlSecond }: Listed): Namespace =>
  ttlSecond === undefined ? { name, createdAt } : { name, createdAt, ttlSeconds: ttlSecond };
