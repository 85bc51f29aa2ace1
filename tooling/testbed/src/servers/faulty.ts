import type { IncomingMessage, ServerResponse } from 'node:http';
import {
  type Answer,
  type LoopbackServer,
  listen,
  type RecordedRequest,
  record,
  send,
} from '@lp-functions/emulator';

/** What a faulty server does with every request. */
export type Fault =
  /** A status with a JSON body. */
  | { kind: 'status'; status: number; headers?: Record<string, string>; body?: unknown }
  /** A page for people where JSON was expected. @default status 200 */
  | { kind: 'html'; status?: number }
  /** Takes the request and never answers. */
  | { kind: 'hang' }
  /** Sends the headers and half of the body, then nothing. */
  | { kind: 'stall' }
  /** Cuts the connection before it reads the request. */
  | { kind: 'reset-before' }
  /** Cuts the connection after it has read the whole request. */
  | { kind: 'reset-after' }
  /** Cuts the connection in the middle of the answer. */
  | { kind: 'truncate' }
  | { kind: 'redirect'; location: string; status: 301 | 302 | 303 | 307 | 308 }
  | { kind: 'oversized'; bytes: number }
  | { kind: 'slow'; ms: number }
  /** Sends back everything it received, headers included, in body and header; the worst a peer can do. */
  | { kind: 'echo'; status?: number };

/** Nothing listens there, and `fetch` does not block the port. */
export const REFUSING_URL = 'http://127.0.0.1:2';

export const HTML_PAGE = '<!doctype html><html><body><h1>Service maintenance</h1></body></html>';

export async function startFaultyServer(fault: Fault): Promise<LoopbackServer> {
  const requests: RecordedRequest[] = [];
  return listen(requests, async (request, response) => {
    if (fault.kind === 'reset-before') {
      requests.push(unread(request));
      request.socket.destroy();
      return;
    }
    const { recorded } = await record(request, requests);
    if (fault.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    const answer = answerOf(fault, recorded);
    if (answer) send(response, answer);
    else breakOff(fault, response);
    if (response.headersSent) recorded.status = response.statusCode;
  });
}

/** What of a request is known before its body is read. */
const unread = ({ method = '', url = '', headers }: IncomingMessage): RecordedRequest => ({
  method,
  target: url,
  headers,
  body: '',
  at: Date.now(),
});

/** @returns `undefined` for a fault without a whole answer */
function answerOf(fault: Fault, recorded: RecordedRequest): Answer | undefined {
  switch (fault.kind) {
    case 'status':
      return { status: fault.status, headers: fault.headers, body: fault.body ?? { error: 'faulty' } };
    case 'html':
      return {
        status: fault.status,
        headers: { 'content-type': 'text/html; charset=utf-8' },
        body: HTML_PAGE,
      };
    case 'redirect':
      return { status: fault.status, headers: { location: fault.location } };
    case 'oversized':
      return { headers: { 'content-type': 'application/json' }, body: `"${'x'.repeat(fault.bytes)}"` };
    case 'slow':
      return { body: { slow: true } };
    case 'echo':
      return {
        status: fault.status,
        headers: { 'x-echo': recorded.headers.authorization ?? '' },
        body: recorded,
      };
    default:
      return undefined;
  }
}

function breakOff({ kind }: Fault, response: ServerResponse): void {
  if (kind === 'hang') return;
  if (kind === 'reset-after') {
    response.socket?.destroy();
    return;
  }
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"half":');
  if (kind === 'truncate') setTimeout(() => response.socket?.destroy(), 20);
}
