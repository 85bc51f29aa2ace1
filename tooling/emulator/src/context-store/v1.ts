import {
  type Answer,
  badRequest,
  type Call,
  isObject,
  NO_CONTENT,
  NO_SUCH_ROUTE,
  NOTHING_STORED,
  namespaceFault,
  TOO_LARGE,
} from './answer.ts';

/** The page says letters, digits and underscore, but official examples use hyphens. */
const NAMESPACE = /^[\w-]{1,200}$/;
const DEFAULT_SESSION = '__default__';

/**
 * The V1 API, below `/v1/account/{account}`.
 * Source: developers.liveperson.com, "Conversation Context Service, Methods v1"
 */
export async function answerV1(call: Call): Promise<Answer> {
  const [account = '', namespace, ...rest] = call.segments;
  if (namespace === undefined) return answerNamespaces(account, call);
  const fault = namespaceFault(namespace, NAMESPACE);
  if (fault) return fault;

  const { method, storage } = call;
  if (rest.length === 0) {
    if (method !== 'DELETE') return NO_SUCH_ROUTE;
    return (await storage.deleteNamespace(account, namespace)) ? NO_CONTENT : NOTHING_STORED;
  }
  if (rest.length === 1 && rest[0] === 'session-ids' && method === 'GET') {
    return { status: 200, body: storage.listSessions(account, namespace) };
  }
  // `/{ns}/properties/...` is the default session. That makes a session named `properties` unreachable.
  const [session, word, name, ...more] = rest[0] === 'properties' ? [DEFAULT_SESSION, ...rest] : rest;
  if (!session || word !== 'properties' || more.length > 0) return NO_SUCH_ROUTE;
  return answerProperties({ account, namespace, session }, name, call);
}

async function answerNamespaces(account: string, { method, body, query, storage }: Call): Promise<Answer> {
  if (method === 'GET') return { status: 200, body: storage.listNamespaces(account) };
  if (method !== 'POST') return NO_SUCH_ROUTE;
  const name = isObject(body) ? body.name : undefined;
  const fault = namespaceFault(name, NAMESPACE);
  if (fault) return fault;
  const ttl = query.get('ttlSecond');
  if (ttl !== null && !/^[1-9]\d*$/.test(ttl)) return badRequest('ttlSecond is not a positive whole number');
  await storage.createNamespace(account, name as string, ttl === null ? undefined : Number(ttl));
  return NO_CONTENT;
}

async function answerProperties(
  place: { account: string; namespace: string; session: string },
  name: string | undefined,
  { method, body, storage }: Call,
): Promise<Answer> {
  switch (method) {
    case 'PATCH':
      if (name !== undefined) return NO_SUCH_ROUTE;
      if (!isObject(body)) return badRequest('the body is not a JSON object');
      return (await storage.merge(place, body)) ? NO_CONTENT : TOO_LARGE;
    case 'GET': {
      const properties = storage.read(place)?.properties;
      if (!properties || (name !== undefined && !Object.hasOwn(properties, name))) return NOTHING_STORED;
      if (name === undefined) return { status: 200, body: properties };
      const headers = { 'content-type': 'application/json' };
      return { status: 200, headers, body: JSON.stringify(properties[name]) };
    }
    case 'DELETE':
      return (await storage.remove(place, name === undefined ? undefined : [name]))
        ? NO_CONTENT
        : NOTHING_STORED;
    default:
      return NO_SUCH_ROUTE;
  }
}
