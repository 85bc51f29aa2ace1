import http, { type IncomingHttpHeaders } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived on the wire. */
export interface RecordedRequest {
  method: string;
  /** The raw request target: path and query, not decoded. */
  target: string;
  headers: IncomingHttpHeaders;
  body: string;
  /** Milliseconds since the epoch, at the arrival of the headers. */
  at: number;
  /** Status of the answer, once there is one. */
  status?: number;
}

/** A server on 127.0.0.1. */
export interface LoopbackServer {
  /** Origin, without a slash at the end. */
  readonly url: string;
  /** Every request in order of arrival; a test empties it with `requests.length = 0`. */
  readonly requests: RecordedRequest[];
  /** Closes the port and every connection. */
  stop(): Promise<void>;
}

export interface Answer {
  status?: number;
  headers?: Record<string, string>;
  /** Anything but text and bytes is sent as JSON. */
  body?: unknown;
}

export type AnswerTo = (request: RecordedRequest, raw: Buffer) => Answer | Promise<Answer>;

/** Starts a server that records each request, body included, before it answers. */
export async function startServer(answerTo: AnswerTo): Promise<LoopbackServer> {
  const requests: RecordedRequest[] = [];
  return listen(requests, async (request, response) => {
    const { recorded, raw } = await record(request, requests);
    const answer = await answerTo(recorded, raw);
    send(response, answer);
    recorded.status = response.statusCode;
  });
}

/** Reads a request to its end and adds it to the list. */
export async function record(
  request: http.IncomingMessage,
  requests: RecordedRequest[],
): Promise<{ recorded: RecordedRequest; raw: Buffer }> {
  const recorded: RecordedRequest = {
    method: request.method ?? '',
    target: request.url ?? '',
    headers: request.headers,
    body: '',
    at: Date.now(),
  };
  requests.push(recorded);
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const raw = Buffer.concat(chunks);
  recorded.body = raw.toString('utf8');
  return { recorded, raw };
}

export function send(response: http.ServerResponse, { status = 200, headers = {}, body }: Answer): void {
  const isRaw = body === undefined || typeof body === 'string' || Buffer.isBuffer(body);
  response.writeHead(status, { ...(isRaw ? {} : { 'content-type': 'application/json' }), ...headers });
  response.end(isRaw ? body : JSON.stringify(body));
}

/** Listens on a free port. A handler that fails answers 500 with the reason, so that a test sees it. */
export async function listen(
  requests: RecordedRequest[],
  handle: (request: http.IncomingMessage, response: http.ServerResponse) => unknown,
): Promise<LoopbackServer> {
  const server = http.createServer((request, response) => {
    Promise.resolve(handle(request, response)).catch((error: unknown) => {
      // The peer may be gone: its connection was cut on purpose.
      if (!response.headersSent && !response.destroyed) {
        send(response, { status: 500, body: `testbed: ${(error as Error).stack}` });
      }
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
