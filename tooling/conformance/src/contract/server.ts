import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { gzipSync } from 'node:zlib';

/** What the functions of the contract call. */
export interface ContractServer {
  readonly origin: string;
  stop(): Promise<void>;
}

/** Headers of a request that say how a client encodes. */
const TOLD = ['accept', 'content-type', 'x-mine'];

type Route = (response: ServerResponse, request: IncomingMessage) => unknown;

const ROUTES: Record<string, Route> = {
  text: (response) => response.setHeader('content-type', 'text/plain').end('a text, ü'),
  json: (response) => response.setHeader('content-type', 'application/json').end('{"a":[1,"ü"]}'),
  gzip: (response) => response.setHeader('content-encoding', 'gzip').end(gzipSync('was compressed')),
  204: (response) => response.writeHead(204).end(),
  redirect: (response) => response.writeHead(302, { location: '/echo' }).end('moved'),
  reset: (response) => response.destroy(),
  slow: (response) => setTimeout(() => response.end('late'), 3_000).unref(),
  async echo(response, request) {
    const body = await text(request);
    const headers = Object.fromEntries(TOLD.map((name) => [name, request.headers[name]]));
    response.end(JSON.stringify({ method: request.method, url: request.url, headers, body }));
  },
};

export async function startContractServer(): Promise<ContractServer> {
  const server = createServer((request, response) => {
    const [, route = '', status] = (request.url ?? '').split(/[/?]/);
    if (route === 'status') response.writeHead(Number(status)).end('{"no":"such thing"}');
    else void ROUTES[route]?.(response, request);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
