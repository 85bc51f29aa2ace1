import { isObject } from '@lp-functions/platform';
import { MAX_ANSWER_BYTES } from '../service/facts.ts';
import { isJsonObject, type JsonObject, pick } from '../service/json.ts';
import { type Access, createCaller, isDone } from './call.ts';
import type { Connection } from './connection.ts';
import type { Address, ContextApi } from './context-api.ts';

const ROOT = '/v2/context/document';

const accessToken: Access = {
  expected: 'a valid access token',
  authorize: (request, token) => ({
    ...request,
    url: `${request.url}?access_token=${encodeURIComponent(token)}`,
  }),
};

/** What a read of all properties answers, as far as it matters. */
interface StoredDocument {
  payload: JsonObject;
}

/**
 * The document API, which an access token opens. Other than V1 it deletes and selects several properties in
 * one request, and everything in it has a lifetime.
 * Source: developers.liveperson.com, "Conversation Context Service, Methods v2"
 */
export function createV2Api(connection: Connection): ContextApi {
  const { accountId } = connection;
  const call = createCaller(connection, accessToken);
  /** How bodies name a document. */
  const keyOf = ({ namespace, sessionId }: Address) => ({ accountId, nameSpace: namespace, sessionId });
  const remove = (content: object) =>
    call({
      method: 'DELETE',
      path: `${ROOT}/property/delete`,
      content,
      isAnswer: isDone,
      // What is not there is gone already.
      mayFindNothing: true,
    });

  const api: ContextApi = {
    version: 'v2',
    async save(address, properties, ttlSeconds) {
      const content = { ...keyOf(address), ttlSeconds, payload: properties };
      await call({ method: 'POST', path: `${ROOT}/create`, content, isAnswer: isDone });
    },
    async readAll({ namespace, sessionId }) {
      const segments = [accountId, namespace, sessionId].filter((name) => name !== undefined);
      const document = await call({
        method: 'GET',
        path: `${ROOT}/${segments.map(encodeURIComponent).join('/')}`,
        isAnswer: isDocument,
        mayFindNothing: true,
        maxBytes: MAX_ANSWER_BYTES,
      });
      return document?.payload ?? {};
    },
    async readSome(address, names) {
      const prefix = `${address.namespace}.`;
      const filter = names.map((name) => prefix + name);
      const found = await call({
        method: 'POST',
        path: `${ROOT}/properties`,
        content: { ...keyOf(address), filter },
        isAnswer: isJsonObject,
        mayFindNothing: true,
        maxBytes: MAX_ANSWER_BYTES,
      });
      const entries = Object.entries(pick(found ?? {}, filter));
      return Object.fromEntries(entries.map(([name, value]) => [name.slice(prefix.length), value]));
    },
    async readOne(address, name) {
      const found = await api.readSome(address, [name]);
      // Every object inherits `toString` and the like.
      return Object.hasOwn(found, name) ? found[name] : undefined;
    },
    async deleteSome(address, names) {
      await remove({ ...keyOf(address), propertyToDelete: names });
    },
    async deleteAll(address) {
      await remove(keyOf(address));
    },
  };
  return api;
}

const isDocument = (answer: unknown): answer is StoredDocument =>
  isObject(answer) && isJsonObject(answer.payload);
