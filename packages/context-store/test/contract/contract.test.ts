import { type ContextStoreServer, startContextStore } from '@lp-functions/emulator';
import nock from 'nock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ApiVersion } from '../../src/index.ts';
import { ACCESS_TOKEN, API_KEY, APIS, SERVICE_URL, storeOf, ttlFor } from '../support.ts';
import { limits } from './limits.ts';
import { listings } from './listings.ts';
import { properties } from './properties.ts';
import { sessions } from './sessions.ts';
import type { Exchange, Step } from './step.ts';

/** In order: later steps see what earlier ones stored. */
const steps = [...properties, ...listings, ...sessions, ...limits];

const credentialOf = (api: ApiVersion) =>
  api === 'v1' ? { reqheaders: { 'maven-api-key': API_KEY } } : { badheaders: ['maven-api-key'] };

/** The query of a request as it is sent. */
const querySent = (api: ApiVersion, target: string) =>
  api === 'v1' ? target : `${target}?access_token=${ACCESS_TOKEN}`;

function expectByNock(api: ApiVersion, { request, body, status, answer }: Exchange): void {
  const [method = '', target = ''] = request.split(' ');
  nock(SERVICE_URL, credentialOf(api))
    .intercept(querySent(api, target), method, body as nock.RequestBodyMatcher | undefined)
    .reply(status, answer as nock.Body | undefined);
}

async function expectOutcome(step: Step, api: ApiVersion, baseUrl: string): Promise<void> {
  const call = step.call(storeOf(api, baseUrl), ttlFor(api));
  if (step.error !== undefined) await expect(call).rejects.toThrow(step.error);
  else expect(await call).toEqual(step.result);
}

describe.each(APIS)('the store over %s', (api) => {
  const itsSteps = steps.filter(({ wire }) => wire[api] !== undefined);

  describe('as documented', () => {
    it.each(itsSteps)('$title', async (step) => {
      for (const exchange of step.wire[api] ?? []) expectByNock(api, exchange);
      await expectOutcome(step, api, SERVICE_URL);
    });
  });

  describe('with real storage', () => {
    let server: ContextStoreServer;
    beforeAll(async () => {
      server = await startContextStore();
    });
    afterAll(() => server.stop());

    it.each(itsSteps)('$title', async (step) => {
      nock.enableNetConnect('127.0.0.1');
      server.requests.length = 0;
      await expectOutcome(step, api, server.url);
      const sent = server.requests.map(({ method, target, body, status }) => ({
        request: `${method} ${target}`,
        body: body && JSON.parse(body),
        status,
      }));
      const documented = (step.wire[api] ?? []).map(({ request, body = '', status }) => ({
        request: querySent(api, request),
        body,
        status,
      }));
      // Requests sent at the same time may arrive in any order.
      expect(sent).toHaveLength(documented.length);
      expect(sent).toEqual(expect.arrayContaining(documented));
    });
  });
});
