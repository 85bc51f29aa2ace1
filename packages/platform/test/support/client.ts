import type { HttpOptions } from '../../src/http/client.ts';
import type { HttpResponse } from '../../src/http/types.ts';
import {
  createTestClient,
  createTestClock,
  createTestPeer,
  type Fate,
  type TestClock,
} from '../../src/testing/index.ts';

export const URL_OF_API = 'https://api.example.com/orders';

export const answer = (status: number, headers: Record<string, string> = {}, text = ''): HttpResponse => ({
  status,
  headers,
  text,
});

interface Options extends Partial<HttpOptions> {
  clock?: TestClock;
}

/** A client whose attempts meet these fates, in order; the last one from then on. */
export function clientMeeting(fates: Fate[], { clock = createTestClock(), ...options }: Options = {}) {
  const { exchange, requests: attempts } = createTestPeer(fates, clock);
  const http = createTestClient({ clock, exchange, allowed: [URL_OF_API], ...options });
  return { http, clock, attempts };
}
