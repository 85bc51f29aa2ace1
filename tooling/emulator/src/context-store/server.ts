import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoopbackServer, listen, type RecordedRequest, record, send } from '../http/loopback.ts';
import { type Answer, badRequest, NO_SUCH_ROUTE, TOO_LARGE } from './answer.ts';
import { openStorage, type Storage } from './storage.ts';
import { answerV1 } from './v1.ts';
import { answerV2 } from './v2.ts';

/** What goes wrong with one request instead of its being answered. */
export interface Fault {
  /** @default 503 */
  status?: number;
  /** Value of the `Retry-After` header, e.g. `"1"`. */
  retryAfter?: string;
  /** @default a JSON object with a message */
  body?: string;
  /** An HTML page, as a proxy would send it. */
  html?: boolean;
  /** Never answers. */
  hang?: boolean;
  /** Closes the connection without an answer. */
  reset?: boolean;
  /** Does the work first and loses only the answer: what a client sees when a write arrived and the reply did not. */
  afterwards?: boolean;
}

export interface ContextStoreServerOptions {
  /** Folder of the database, kept at the end. @default a temporary one, removed by `stop` */
  path?: string;
  /** Accepted `maven-api-key` headers (V1). @default ["test-maven-api-key"] */
  apiKeys?: readonly string[];
  /** Accepted `access_token` parameters (V2). @default ["test-context-access-token"] */
  accessTokens?: readonly string[];
  /** Answers no sooner than that after the request, so that the disk's time is part of it. @default 0 */
  latencyMs?: number;
  /** For the first requests, in order. `null` lets one pass. */
  faults?: (Fault | null)[];
  /** Milliseconds since the epoch, for lifetimes. @default the system's */
  now?: () => number;
}

export interface ContextStoreServer extends LoopbackServer {
  /** What is stored, for tests to prepare and to look at. */
  readonly storage: Pick<Storage, 'merge' | 'read'>;
  /** Faults still to come; add some at any time. */
  faults: (Fault | null)[];
}

/** Above any document that fits, and its envelope, in UTF-8. */
const MAX_BODY_BYTES = 5_000_000;

/** The context session store on loopback, both APIs over the same documents, with a durable database. */
export async function startContextStore({
  path,
  apiKeys = ['test-maven-api-key'],
  accessTokens = ['test-context-access-token'],
  latencyMs = 0,
  faults: initialFaults = [],
  now = Date.now,
}: ContextStoreServerOptions = {}): Promise<ContextStoreServer> {
  const folder = path ?? (await mkdtemp(join(tmpdir(), 'context-store-')));
  const storage = openStorage(folder, now);
  const access: Access = { storage, apiKeys, accessTokens };
  const requests: RecordedRequest[] = [];
  const faults = [...initialFaults];

  const server = await listen(requests, async (request, response) => {
    // Taken at arrival: reading the bodies may reorder the requests.
    const fault = faults.shift();
    const { recorded, raw } = await record(request, requests);
    const delay = latencyMs > 0 && new Promise((resolve) => setTimeout(resolve, latencyMs));
    const answer = fault && !fault.afterwards ? undefined : await answerTo(recorded, raw, access);
    await delay;
    if (fault?.hang) return;
    if (fault?.reset) {
      request.socket.destroy();
      return;
    }
    send(response, fault ? faultAnswer(fault) : (answer ?? NO_SUCH_ROUTE));
    recorded.status = response.statusCode;
  });
  return {
    ...server,
    storage,
    faults,
    async stop() {
      await server.stop();
      await storage.close();
      if (path === undefined) await rm(folder, { recursive: true, force: true });
    },
  };
}

interface Access {
  storage: Storage;
  apiKeys: readonly string[];
  accessTokens: readonly string[];
}

async function answerTo(
  { method, target, headers }: RecordedRequest,
  raw: Buffer,
  access: Access,
): Promise<Answer> {
  if (raw.byteLength > MAX_BODY_BYTES) return TOO_LARGE;
  const url = new URL(`http://127.0.0.1${target}`);
  let segments: string[];
  let body: unknown;
  try {
    segments = url.pathname.slice(1).split('/').map(decodeURIComponent);
    body = raw.byteLength === 0 ? undefined : JSON.parse(raw.toString());
  } catch {
    return badRequest('the path or the body is malformed');
  }
  if (body !== undefined && !headers['content-type']?.startsWith('application/json')) {
    return { status: 415, body: { message: 'the content type is not application/json' } };
  }
  if (segments.at(-1) === '') segments.pop();
  const call = { method, query: url.searchParams, body, storage: access.storage };

  if (segments[0] === 'v1' && segments[1] === 'account') {
    const refusal = refuse(headers['maven-api-key'], access.apiKeys, 403);
    return refusal ?? answerV1({ ...call, segments: segments.slice(2) });
  }
  if (segments[0] === 'v2' && segments[1] === 'context' && segments[2] === 'document') {
    const refusal = refuse(url.searchParams.get('access_token'), access.accessTokens, 401);
    return refusal ?? answerV2({ ...call, segments: segments.slice(3) });
  }
  return NO_SUCH_ROUTE;
}

function refuse(
  credential: string | string[] | null | undefined,
  accepted: readonly string[],
  status: number,
) {
  if (typeof credential !== 'string' || credential === '') {
    return { status: 401, body: { message: 'credential missing' } };
  }
  return accepted.includes(credential) ? undefined : { status, body: { message: 'credential not accepted' } };
}

function faultAnswer({ status = 503, retryAfter, body, html }: Fault): Answer {
  const headers: Record<string, string> = retryAfter === undefined ? {} : { 'retry-after': retryAfter };
  if (html) {
    return {
      status,
      headers: { ...headers, 'content-type': 'text/html' },
      body: '<!DOCTYPE html><html><body><h1>Something went wrong</h1></body></html>',
    };
  }
  return { status, headers, body: body ?? { message: 'injected fault' } };
}
