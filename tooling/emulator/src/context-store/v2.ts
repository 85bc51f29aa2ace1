import {
  type Answer,
  badRequest,
  type Call,
  isObject,
  NO_SUCH_ROUTE,
  NOTHING_STORED,
  namespaceFault,
  TOO_LARGE,
} from './answer.ts';
import type { Place } from './documents.ts';

const NAMESPACE = /^\w{1,200}$/;
/** Thirteen months at their longest, in seconds. */
const MAX_TTL_SECONDS = 397 * 86_400;

/**
 * The V2 document API, below `/v2/context/document`. Other than V1 it knows a document of the namespace
 * itself, which is not the one of the session `__default__`.
 * Source: developers.liveperson.com, "Conversation Context Service, Methods v2"
 */
export async function answerV2(call: Call): Promise<Answer> {
  const { method, segments } = call;
  const route = `${method} ${segments.join('/')}`;
  if (method === 'GET') return readAll(call);
  if (!isObject(call.body)) return badRequest('the body is not a JSON object');
  const { accountId, nameSpace, sessionId = '' } = call.body;
  if (typeof accountId !== 'string' || accountId === '') return badRequest('accountId is missing');
  if (typeof sessionId !== 'string') return badRequest('sessionId is not text');
  const fault = namespaceFault(nameSpace, NAMESPACE);
  if (fault) return fault;

  const place: Place = { account: accountId, namespace: nameSpace as string, session: sessionId };
  if (route === 'POST create') return save(place, call.body, call);
  if (route === 'POST properties') return readSome(place, call.body, call);
  if (route === 'DELETE property/delete' || route === 'DELETE delete') return remove(place, call.body, call);
  return NO_SUCH_ROUTE;
}

const keyOf = ({ account, namespace, session }: Place) => `${account}:${namespace}:${session}`;

const done = (status: number, place: Place): Answer => ({
  status,
  body: { documentKey: keyOf(place), tenantId: place.account, success: true },
});

async function save(place: Place, body: Record<string, unknown>, { storage }: Call): Promise<Answer> {
  const { payload, ttlSeconds } = body;
  if (!isObject(payload)) return badRequest('payload is not a JSON object');
  const ttl = ttlSeconds as number;
  if (!Number.isInteger(ttl) || ttl < 1 || ttl > MAX_TTL_SECONDS) {
    return badRequest('ttlSeconds is not a whole number of seconds up to 13 months');
  }
  return (await storage.merge(place, payload, ttl)) ? done(201, place) : TOO_LARGE;
}

function readAll({ segments, storage }: Call): Answer {
  const [account = '', namespace, session = '', ...more] = segments;
  if (namespace === undefined || more.length > 0) return NO_SUCH_ROUTE;
  const fault = namespaceFault(namespace, NAMESPACE);
  if (fault) return fault;
  const place = { account, namespace, session };
  const found = storage.read(place);
  if (!found) return NOTHING_STORED;
  return {
    status: 200,
    body: {
      accountId: account,
      documentKey: keyOf(place),
      documentType: 'CONTEXT',
      nameSpace: namespace,
      sessionId: session || undefined,
      payload: found.properties,
      tenantId: account,
      ttl: found.expiresAt === undefined ? undefined : new Date(found.expiresAt).toISOString(),
    },
  };
}

function readSome(place: Place, { filter }: Record<string, unknown>, { storage }: Call): Answer {
  if (!Array.isArray(filter)) return badRequest('filter is not an array');
  const properties = storage.read(place)?.properties;
  if (!properties) return NOTHING_STORED;
  const prefix = `${place.namespace}.`;
  const wanted = filter.filter(
    (name) =>
      typeof name === 'string' &&
      name.startsWith(prefix) &&
      Object.hasOwn(properties, name.slice(prefix.length)),
  );
  return {
    status: 200,
    body: Object.fromEntries(wanted.map((name: string) => [name, properties[name.slice(prefix.length)]])),
  };
}

async function remove(place: Place, body: Record<string, unknown>, { storage }: Call): Promise<Answer> {
  const { propertyToDelete } = body;
  if (propertyToDelete !== undefined && !Array.isArray(propertyToDelete)) {
    return badRequest('propertyToDelete is not an array');
  }
  return (await storage.remove(place, propertyToDelete)) ? done(200, place) : NOTHING_STORED;
}
