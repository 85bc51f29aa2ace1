import { type LoopbackServer, listen, type RecordedRequest, record, send } from '@lp-functions/emulator';

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
      requests.push({
        method: request.method ?? '',
        target: request.url ?? '',
        headers: request.headers,
        body: '',
        at: Date.now(),
      });
      request.socket.destroy();
      return;
    }
    const { recorded } = await record(request, requests);
    switch (fault.kind) {
      case 'status':
        send(response, {
          status: fault.status,
          headers: fault.headers,
          body: fault.body ?? { error: 'faulty' },
        });
        break;
      case 'html':
        send(response, {
          status: fault.status,
          headers: { 'content-type': 'text/html; charset=utf-8' },
          body: HTML_PAGE,
        });
        break;
      case 'reset-after':
        request.socket.destroy();
        return;
      case 'hang':
        return;
      case 'stall':
      case 'truncate':
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
        response.write('{"half":');
        if (fault.kind === 'truncate') setTimeout(() => request.socket.destroy(), 20);
        break;
      case 'redirect':
        send(response, { status: fault.status, headers: { location: fault.location } });
        break;
      case 'oversized':
        send(response, {
          headers: { 'content-type': 'application/json' },
          body: `"${'x'.repeat(fault.bytes)}"`,
        });
        break;
      case 'slow':
        await new Promise((resolve) => setTimeout(resolve, fault.ms));
        send(response, { body: { slow: true } });
        break;
      case 'echo': {
        const { authorization = '' } = recorded.headers;
        send(response, { status: fault.status, headers: { 'x-echo': authorization }, body: recorded });
        break;
      }
    }
    recorded.status = response.statusCode;
  });
}
