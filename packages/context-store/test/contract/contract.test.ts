import { type ContextStoreServer, startContextStore } from '@lp-functions/testbed';
import nock from 'nock';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ACCESS_TOKEN, API_KEY, type Api, storeOf } from '../support.ts';
import { limits } from './limits.ts';
import { listings } from './listings.ts';
import { properties } from './properties.ts';
import { sessions } from './sessions.ts';
import type { Exchange, Step } from './step.ts';

/** In order: later steps see what earlier ones stored. */
const steps = [...properties, ...listings, ...sessions, ...limits];

const ZONE = 'https://z1.context.liveperson.net';

const credentialOf = (api: Api) =>
  api === 'v1' ? { reqheaders: { 'maven-api-key': API_KEY } } : { badheaders: ['maven-api-key'] };

/** The query of a request as it is sent. */
const querySent = (api: Api, target: string) =>
  api === 'v1' ? target : `${target}?access_token=${ACCESS_TOKEN}`;

function expectByNock(api: Api, { request, body, status, answer }: Exchange): void {
  const [method = '', target = ''] = request.split(' ');
  nock(ZONE, credentialOf(api))
    .intercept(querySent(api, target), method, body as nock.RequestBodyMatcher | undefined)
    .reply(status, answer as nock.Body | undefined);
}

async function expectOutcome(step: Step, api: Api, baseUrl: string): Promise<void> {
  const call = step.call(storeOf(api, baseUrl), api === 'v2' ? 3600 : undefined);
  if (step.error !== undefined) await expect(call).rejects.toThrow(step.error);
  else expect(await call).toEqual(step.result);
}

describe.each(['v1', 'v2'] as const)('the store over %s', (api) => {
  const itsSteps = steps.filter(({ wire }) => wire[api] !== undefined);

  describe('as documented', () => {
    it.each(itsSteps)('$title', async (step) => {
      for (const exchange of step.wire[api] ?? []) expectByNock(api, exchange);
      await expectOutcome(step, api, ZONE);
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
