import { randomUUID } from 'node:crypto';
import { Client } from 'liveperson-functions-client';
import { IsImplementedCache } from 'liveperson-functions-client/build/src/helper/isImplementedCache.js';

/** What the client's own `fetch` is asked for. */
interface Request {
  url: string;
  method?: string;
  headers?: Record<string, string>;
  body?: unknown;
}

/** Hosts by which the client knows the generation. */
const HOSTS = {
  v1: { faasGW: 'va.faasgw.liveperson.net', faasUI: 'va.faasui.liveperson.net' },
  v2: { faasGW: 'va.fninvocations.liveperson.net', faasUI: 'va.functions.liveperson.net' },
};

/** The official client as it is published; only its requests end at `origin` instead of the real hosts. */
export function clientFor(
  target: 'v1' | 'v2',
  origin: string,
  { authorization = 'Bearer test', failOnErrorStatusCode = true } = {},
): Client {
  return new Client(
    {
      accountId: '12345',
      authStrategy: async () => authorization,
      failOnErrorStatusCode,
      isImplementedCacheDurationInSeconds: 0,
    },
    {
      getCsdsEntry: async (_account: string, service: string) =>
        HOSTS[target][service as keyof (typeof HOSTS)['v1']],
      // The client makes these two itself; only its types want them.
      generateId: randomUUID,
      isImplementedCache: new IsImplementedCache(0),
      fetch: (request: Request) => fetchFrom(origin, request),
    },
  );
}

async function fetchFrom(origin: string, { url, method, headers, body }: Request) {
  const { pathname, search } = new URL(url);
  const response = await fetch(origin + pathname + search, {
    method: method?.toUpperCase(),
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const text = await response.text();
  return {
    url,
    headers: Object.fromEntries(response.headers),
    body: text === '' ? undefined : JSON.parse(text),
    ok: response.ok,
    status: response.status,
    statusText: response.statusText,
  };
}
