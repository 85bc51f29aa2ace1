import { type HttpResponse, sleep } from '@lp-functions/platform';
import type { ExchangeRequest } from '@lp-functions/platform/internal';
import type { TestClock } from '@lp-functions/platform/testing';
import { TOKEN_URL } from './support.ts';

export const API_URL = 'https://api.example.com/orders';

/** An authorization server and an API in one, in the time of a test clock. */
export interface StubServer {
  exchange(request: ExchangeRequest): Promise<HttpResponse>;
  tokenRequests: ExchangeRequest[];
  /** How many token requests nobody waited for to the end. */
  aborted: number;
  apiRequests: ExchangeRequest[];
  /** What the API accepts; a new token replaces the ones before. */
  valid: string;
  /** Whether the API refuses whatever it gets. */
  acceptsNone: boolean;
  /** `expires_in` of the next tokens; `undefined` leaves it out. */
  expiresIn: number | undefined;
  /** How long the answers take. */
  tokenMs: number;
  apiMs: number;
  /** Taken one for each token request; an error is thrown, as by a network. */
  faults: (HttpResponse | Error)[];
}

export const answer = (status: number, body: unknown = ''): HttpResponse => ({
  status,
  headers: { 'content-type': 'application/json' },
  text: JSON.stringify(body),
});

export function createStubServer(clock: TestClock): StubServer {
  const server: StubServer = {
    tokenRequests: [],
    aborted: 0,
    apiRequests: [],
    valid: '',
    acceptsNone: false,
    expiresIn: 3_600,
    tokenMs: 100,
    apiMs: 10,
    faults: [],
    async exchange(request) {
      if (!request.url.startsWith(API_URL)) {
        const count = server.tokenRequests.push({ ...request });
        request.setAbort(() => {
          server.aborted += 1;
        });
        await sleep(clock, server.tokenMs);
        const fault = server.faults.shift();
        if (fault instanceof Error) throw fault;
        if (fault) return fault;
        server.valid = `canary-token-${count}`;
        return answer(200, { access_token: server.valid, expires_in: server.expiresIn });
      }
      server.apiRequests.push({ ...request });
      await sleep(clock, server.apiMs);
      const isValid = !server.acceptsNone && request.headers.authorization === `Bearer ${server.valid}`;
      return isValid ? answer(200, { received: request.body ?? null }) : answer(401);
    },
  };
  return server;
}

export const OTHER_TOKEN_URL = TOKEN_URL.replace('/token', '/other');
