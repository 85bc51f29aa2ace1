import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

export interface Peer {
  url: string;
  /** Resolves when a connection that is still waiting for its answer is closed by the client. */
  abandoned: Promise<void>;
  stop(): Promise<void>;
}

/** A server whose path says what it answers. */
export async function startPeer(): Promise<Peer> {
  let onAbandoned = () => {};
  const abandoned = new Promise<void>((resolve) => {
    onAbandoned = resolve;
  });
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    const [, route, argument] = (request.url ?? '').split('/');
    switch (route) {
      case 'status':
        response.writeHead(Number(argument), { 'X-Mixed-Case': 'Kept' });
        response.end(`status ${argument}`);
        break;
      case 'chunked':
        // Without a length, in pieces: only counting tells how long it is.
        for (let sent = 0; sent < Number(argument); sent += 1_000) response.write('x'.repeat(1_000));
        response.end();
        break;
      case 'two-bytes':
        response.end('é'.repeat(Number(argument)));
        break;
      case 'split':
        // A character of three bytes, cut after the first.
        response.write(Buffer.from([0xe2]));
        setTimeout(() => response.end(Buffer.from([0x82, 0xac])), 10);
        break;
      case 'marked':
        response.end('\ufeff{"a":1}');
        break;
      case 'gzip': {
        const zip = request.headers['accept-encoding']?.includes('gzip');
        if (zip) response.setHeader('content-encoding', 'gzip');
        response.end(zip ? gzipSync('x'.repeat(Number(argument))) : 'x'.repeat(Number(argument)));
        break;
      }
      case 'always-gzip':
        response.setHeader('content-encoding', 'gzip');
        response.end(gzipSync('x'.repeat(Number(argument))));
        break;
      case 'bytes':
        response.setHeader('content-type', 'application/octet-stream');
        response.end(Buffer.from(argument ?? '', 'hex'));
        break;
      case 'latin1':
        response.setHeader('content-type', 'text/plain; charset=ISO-8859-1');
        response.end(Buffer.from(argument ?? '', 'hex'));
        break;
      case 'cookies':
        response.writeHead(400, { 'set-cookie': ['a=1', 'b=2'], via: ['1.1 a', '1.1 b'] }).end();
        break;
      case 'hang':
        response.on('close', onAbandoned);
        break;
      default:
        response.setHeader('content-type', 'application/json');
        response.end(
          JSON.stringify({ method: request.method, target: request.url, headers: request.headers, body }),
        );
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    abandoned,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
