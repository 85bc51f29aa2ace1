import type { HttpClient, HttpRequest, HttpResponse } from '@lp-functions/platform';
import { createTestClient } from '@lp-functions/platform/testing';
import { type ApiVersion, type ContextStoreV1, type Credential, createContextStore } from '../src/index.ts';

export const APIS = ['v1', 'v2'] as const;

/** What the testbed's context store accepts. */
export const API_KEY = 'test-maven-api-key';
export const ACCESS_TOKEN = 'test-context-access-token';
export const ACCOUNT_ID = '12345';
export const SERVICE_URL = 'https://z1.context.liveperson.net';

/** The part of the platform's client that a store needs. */
export type Http = Pick<HttpClient, 'send' | 'paced'>;

/** The platform's client, over real sockets or whatever nock makes of them. */
export const httpTo = (baseUrl: string): HttpClient =>
  createTestClient({ allowed: [baseUrl], timeoutMs: 5_000, deadlineMs: 10_000 });

/**
 * A client of either API. Only V1 has all of the methods; the tests call just what an API offers.
 * @param credential of that API @default what the testbed accepts
 */
export function storeOf(
  api: ApiVersion,
  baseUrl: string = SERVICE_URL,
  http: Http = httpTo(baseUrl),
  credential: string | Credential = api === 'v1' ? API_KEY : ACCESS_TOKEN,
): ContextStoreV1 {
  const service = { baseUrl, accountId: ACCOUNT_ID, http };
  const store =
    api === 'v1'
      ? createContextStore({ ...service, api, apiKey: credential })
      : createContextStore({ ...service, api, accessToken: credential });
  return store as ContextStoreV1;
}

/** What each API takes as a session's lifetime. */
export const ttlFor = (api: ApiVersion): number | undefined => (api === 'v2' ? 3_600 : undefined);

/** A client that gives these answers, the last one again and again, and the requests it got. */
export function answering(...answers: Partial<HttpResponse>[]) {
  const requests: HttpRequest[] = [];
  const http: Http = {
    async send(request) {
      const answer = answers[Math.min(requests.length, answers.length - 1)];
      requests.push(request);
      return { status: 200, headers: {}, text: '{}', ...answer };
    },
    paced: () => httpOf(http),
  };
  return { http, requests };
}

/** A client whose other methods no test calls. */
const httpOf = (http: Http): HttpClient => http as HttpClient;
