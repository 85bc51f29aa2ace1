import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { Refusal, unknown } from './refusal.ts';

/** The one account of a cloud, and who may manage it. */
export const ACCOUNT = { id: '12345', userId: 'user-1', token: 'bearer-of-the-test' };

export interface CloudRequest {
  method: string;
  host: string;
  /** Path below the account, without the query. */
  path: string;
  query: URLSearchParams;
  status: number;
}

/** A management API on loopback. */
export interface Cloud<Stored> {
  readonly url: string;
  readonly requests: CloudRequest[];
  /** By name. */
  readonly functions: ReadonlyMap<string, Stored>;
  stop(): Promise<void>;
}

/** An authorized request. */
export interface Call {
  /** Method and path, names of functions' ids left out: `PUT functions/{uuid}/manifest`. */
  route: string;
  uuid: string | undefined;
  query: URLSearchParams;
  /** Whatever a tool sends. */
  body: unknown;
}

export interface Reply {
  status?: number;
  body?: unknown;
}

/** A generation of the management API. */
export interface Management<Stored> {
  functions: ReadonlyMap<string, Stored>;
  /** What the host lookup answers, by service: as on the real platform each has a host of its own. */
  hosts: Record<string, string> & { faasUI: string };
  /** @throws Refusal */
  answer(call: Call): Reply;
  describe(refusal: Refusal): unknown;
}

/** Serves the account of one generation; whoever talks to it sends the real hosts' names. */
export async function startCloud<Stored>(management: Management<Stored>): Promise<Cloud<Stored>> {
  const requests: CloudRequest[] = [];
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '', `https://${request.headers.host}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const { status = 200, body } = answer(management, request, url, Buffer.concat(chunks).toString('utf8'));
    const path = url.pathname.replace(PREFIX, '');
    requests.push({ method: request.method ?? '', host: url.host, path, query: url.searchParams, status });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    functions: management.functions,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const PREFIX = `/api/account/${ACCOUNT.id}`;
const LOOKUP = { host: 'api.liveperson.net', path: `${PREFIX}/service/baseURI.json` };

function answer<Stored>(
  { hosts, answer, describe }: Management<Stored>,
  request: http.IncomingMessage,
  { host, pathname, searchParams: query }: URL,
  text: string,
): Reply {
  try {
    if (host === LOOKUP.host && pathname === LOOKUP.path) {
      return {
        body: { baseURIs: Object.entries(hosts).map(([service, baseURI]) => ({ service, baseURI })) },
      };
    }
    if (host !== hosts.faasUI || !pathname.startsWith(`${PREFIX}/`)) throw unknown(`${host}${pathname}`);
    authorize(request.headers.authorization, query);
    const [collection = '', uuid, ...rest] = pathname.slice(PREFIX.length + 1).split('/');
    const path = [collection, ...(uuid === undefined ? [] : ['{uuid}']), ...rest].join('/');
    const body = text === '' ? undefined : JSON.parse(text);
    return answer({ route: `${request.method} ${path}`, uuid, query, body });
  } catch (error) {
    const refusal =
      error instanceof Refusal ? error : new Refusal(500, 'bug in the loopback cloud', String(error));
    return { status: refusal.status, body: describe(refusal) };
  }
}

function authorize(authorization: string | undefined, query: URLSearchParams): void {
  if (authorization !== `Bearer ${ACCOUNT.token}` || query.get('userId') !== ACCOUNT.userId) {
    throw new Refusal(401, 'unauthorized', 'The login is not valid');
  }
}
