import http from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  createLambda,
  deployLambda,
  type Lambda,
  Refusal,
  RUNTIME,
  updateLambda,
  validate,
} from './lambda.ts';

/** The one account of the cloud, and who may manage it. */
export const ACCOUNT = { id: '12345', userId: 'user-1', token: 'bearer-of-the-test' };

/** Names that the host lookup answers with, as on the real platform each service has its own. */
const HOSTS = {
  faasUI: 'va.faasui.liveperson.net',
  faasGW: 'va.faasgw.liveperson.net',
  agentVep: 'va.agentvep.liveperson.net',
};

export interface CloudRequest {
  method: string;
  host: string;
  /** Path below the account, without the query. */
  path: string;
  query: URLSearchParams;
  status: number;
}

/** A management API on loopback, of the platform's first generation. */
export interface Cloud {
  readonly url: string;
  readonly requests: CloudRequest[];
  /** By name. */
  readonly lambdas: ReadonlyMap<string, Lambda>;
  stop(): Promise<void>;
}

interface Call {
  method: string;
  host: string;
  segments: string[];
  query: URLSearchParams;
  body: Lambda;
}

interface Reply {
  status?: number;
  body?: unknown;
}

/** Starts an empty account that keeps to the platform's documented limits. */
export async function startCloud(): Promise<Cloud> {
  const requests: CloudRequest[] = [];
  const lambdas = new Map<string, Lambda>();
  const server = http.createServer(async (request, response) => {
    const url = new URL(request.url ?? '', `https://${request.headers.host}`);
    const path = url.pathname.replace(`/api/account/${ACCOUNT.id}`, '');
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const text = Buffer.concat(chunks).toString('utf8');
    const { status = 200, body } = answerSafely(() => {
      if (path === url.pathname) throw new Refusal(404, 'not-found', `No such account: ${path}`);
      if (path === '/service/baseURI.json') return lookup(url);
      authorize(request.headers.authorization, url.searchParams);
      return manage(lambdas, {
        method: request.method ?? '',
        host: url.host,
        segments: path.split('/').slice(1),
        query: url.searchParams,
        body: text === '' ? undefined : JSON.parse(text),
      });
    });
    requests.push({ method: request.method ?? '', host: url.host, path, query: url.searchParams, status });
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    lambdas,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function answerSafely(answer: () => Reply): Reply {
  try {
    return answer();
  } catch (error) {
    const { status = 500, errorCode = 'bug in the loopback cloud', message } = error as Refusal;
    return { status, body: { errorCode, errorMsg: message } };
  }
}

function lookup({ host }: URL): Reply {
  if (host !== 'api.liveperson.net') throw new Refusal(404, 'not-found', `${host} looks up no hosts`);
  return { body: { baseURIs: Object.entries(HOSTS).map(([service, baseURI]) => ({ service, baseURI })) } };
}

function authorize(authorization: string | undefined, query: URLSearchParams): void {
  if (authorization !== `Bearer ${ACCOUNT.token}` || query.get('userId') !== ACCOUNT.userId) {
    throw new Refusal(401, 'unauthorized', 'The login is not valid');
  }
}

function manage(lambdas: Map<string, Lambda>, { method, host, segments, query, body }: Call): Reply {
  const [collection, uuid] = segments;
  const found = [...lambdas.values()].find((lambda) => lambda.uuid === uuid);
  if (uuid !== undefined && !found) throw new Refusal(404, 'not-found', `No function ${uuid}`);
  if (host !== HOSTS.faasUI) throw new Refusal(404, 'not-found', `${host} manages no functions`);
  switch (`${method} ${collection}${found ? '/uuid' : ''}`) {
    case 'GET runtimes':
      return { body: [RUNTIME] };
    case 'GET lambdas':
      return { body: named(lambdas, query.get('name')) };
    case 'GET lambdas/uuid':
      return { body: [found] };
    case 'POST lambdas': {
      validate(body);
      if (lambdas.has(body.name)) throw new Refusal(409, 'conflict', `${body.name} exists`);
      const lambda = createLambda(body);
      lambdas.set(lambda.name, lambda);
      return { status: 201, body: lambda };
    }
    case 'PUT lambdas/uuid':
      validate(body);
      return updateLambda(found as Lambda, body) ? { body: found } : { status: 304 };
    case 'POST deployments/uuid':
      deployLambda(found as Lambda);
      return { status: 202, body: { message: 'Deployment started' } };
    default:
      throw new Refusal(405, 'not-implemented', `${method} ${segments.join('/')}`);
  }
}

/** The real service matches parts of names. */
function named(lambdas: Map<string, Lambda>, name: string | null): Lambda[] {
  return [...lambdas.values()].filter((lambda) => lambda.name.includes(name ?? ''));
}
