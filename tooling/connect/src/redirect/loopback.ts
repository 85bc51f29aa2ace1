import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConnectError } from '../connect-error.ts';
import { page } from './page.ts';

export interface LoopbackOptions {
  /** 0: any that is free, for services that do not look at it (RFC 8252 section 7.3). */
  port: number;
  /** As registered. @default '127.0.0.1' */
  host?: '127.0.0.1' | 'localhost';
  /** @default '/callback' */
  path?: string;
  /**
   * Whether a redirect belongs to what was asked: a state is right. Others are answered with a refusal and forgotten,
   * so that nobody can end the wait but who began it.
   */
  isExpected(url: URL): boolean;
}

/** Waits on this machine for the browser to come back. */
export interface Loopback {
  /** What to name as redirect URI. */
  readonly redirectUri: string;
  /** @throws ConnectError `TIMED_OUT` */
  redirected(timeoutMs: number): Promise<URL>;
  close(): Promise<void>;
}

/** @throws ConnectError `PORT_TAKEN` */
export async function listenForRedirect(options: LoopbackOptions): Promise<Loopback> {
  const { host = '127.0.0.1', path = '/callback', isExpected } = options;
  let origin = '';
  let arrive: (url: URL) => void = () => undefined;
  const arrived = new Promise<URL>((resolve) => {
    arrive = resolve;
  });
  const server = http.createServer((request, response) => {
    const url = new URL(request.url ?? '/', origin);
    // A page of another site whose name leads here (DNS rebinding) has another Host.
    const isOurs = request.headers.host === new URL(origin).host && url.pathname === path;
    if (!isOurs || request.method !== 'GET') return answer(response, 404, page('Nothing is here', ''));
    if (!isExpected(url)) return answer(response, 400, NOT_EXPECTED);
    answer(response, 200, url.searchParams.has('error') ? REFUSED : DONE);
    arrive(url);
  });
  await listening(server, options.port);
  origin = `http://${host}:${(server.address() as AddressInfo).port}`;
  return {
    redirectUri: origin + path,
    redirected: (timeoutMs) => inTime(arrived, timeoutMs),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        // What a browser keeps open would hold the process.
        setTimeout(() => server.closeAllConnections(), 250).unref();
      }),
  };
}

const DONE = page('Connected', 'You can close this window and go back to the terminal.');
const REFUSED = page('Not connected', 'The service did not agree. The terminal says more.');
const NOT_EXPECTED = page(
  'This is not what was asked for',
  'Use the link that the terminal shows; this one belongs to another attempt.',
);

function answer(response: http.ServerResponse, status: number, body: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    // The URL of this page holds the code: nothing may be loaded from it, and it is nobody's referrer.
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'",
    'referrer-policy': 'no-referrer',
    connection: 'close',
  });
  response.end(body);
}

function listening(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const isTaken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      const remedy = `end the program that has it, or register another redirect URL and name its port with --port`;
      reject(isTaken ? new ConnectError('PORT_TAKEN', `Port ${port} is taken: ${remedy}`) : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function inTime<Value>(promise: Promise<Value>, timeoutMs: number): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const text = `Nobody came back within ${Math.round(timeoutMs / 1_000)} s. Start again, or allow more with --timeout-secs`;
      reject(new ConnectError('TIMED_OUT', text));
    }, timeoutMs);
  });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
}
