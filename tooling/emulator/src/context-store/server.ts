import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LoopbackServer, listen, type RecordedRequest, record, send } from '../http/loopback.ts';
import { type Answer, NO_SUCH_ROUTE } from './answer.ts';
import { answerRequest } from './answer-request.ts';
import { openStorage, type Storage } from './storage.ts';

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
  /**
   * Does the work first and loses only the answer: what a client sees when a write arrived and the reply did
   * not.
   */
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
  const access = {
    storage,
    isApiKey: (key: string) => apiKeys.includes(key),
    isAccessToken: (token: string) => accessTokens.includes(token),
  };
  const requests: RecordedRequest[] = [];
  const faults = [...initialFaults];

  const server = await listen(requests, async (request, response) => {
    // Taken at arrival: reading the bodies may reorder the requests.
    const fault = faults.shift();
    const { recorded, raw } = await record(request, requests);
    const delay = latencyMs > 0 && new Promise((resolve) => setTimeout(resolve, latencyMs));
    const answer = fault && !fault.afterwards ? undefined : await answerRequest(recorded, raw, access);
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
