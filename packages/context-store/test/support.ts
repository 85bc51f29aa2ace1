import type { HttpClient, HttpRequest, HttpResponse } from '@lp-functions/platform';
import { createHttpClient } from '@lp-functions/platform/internal';
import { createTestHost } from '@lp-functions/platform/testing';
import { type ContextStore, type ContextStoreV1, createContextStore } from '../src/index.ts';

export type Api = 'v1' | 'v2';

/** What the testbed's context store accepts. */
export const API_KEY = 'test-maven-api-key';
export const ACCESS_TOKEN = 'test-context-access-token';
export const ACCOUNT_ID = '12345';

/** The platform's client, over real sockets or whatever nock makes of them. */
export const transportTo = (baseUrl: string): HttpClient =>
  createHttpClient({
    ...createTestHost(),
    allowed: [baseUrl],
    timeoutMs: 5_000,
    deadlineMs: 10_000,
    endsAt: Date.now() + 10_000,
  });

/** A client of either API. Only V1 has all of the methods; the tests call just what an API offers. */
export function storeOf(
  api: Api,
  baseUrl: string,
  transport: Pick<HttpClient, 'send'> = transportTo(baseUrl),
): ContextStoreV1 {
  const common = { baseUrl, accountId: ACCOUNT_ID, transport };
  const store: ContextStore =
    api === 'v1'
      ? createContextStore({ ...common, apiKey: API_KEY })
      : createContextStore({ ...common, accessToken: ACCESS_TOKEN });
  return store as ContextStoreV1;
}

/** A transport that gives one answer to everything, and the requests it got. */
export function answering({ status = 200, text = '{}' }: Partial<HttpResponse> = {}) {
  const requests: HttpRequest[] = [];
  const transport: Pick<HttpClient, 'send'> = {
    async send(request) {
      requests.push(request);
      return { status, headers: {}, text };
    },
  };
  return { transport, requests };
}
