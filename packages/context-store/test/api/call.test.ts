import { type HttpResponse, idempotent } from '@lp-functions/platform';
import { describe, expect, it } from 'vitest';
import type { Credential } from '../../src/index.ts';
import { APIS, answering, SERVICE_URL, storeOf } from '../support.ts';
import { everyCall } from './calls.ts';

const PAGE = '<!DOCTYPE html><html><body>Not here</body></html>';

describe.each(everyCall)('$name over $api', ({ api, call, isLostOn404, takesText }) => {
  const over = (answer: Partial<HttpResponse>) => {
    const { http, requests } = answering(answer);
    return { requests, outcome: call(storeOf(api, SERVICE_URL, http)) };
  };

  it('is one request, repeated as any idempotent one', async () => {
    const { requests, outcome } = over({ status: 404 });
    await outcome.catch(() => {});
    expect(requests.map(({ retry }) => retry)).toEqual([idempotent]);
  });

  it('carries the status of a refusal', async () => {
    await expect(over({ status: 418 }).outcome).rejects.toMatchObject({
      code: 'CONTEXT_REJECTED',
      status: 418,
    });
  });

  it('follows no redirect', async () => {
    const { requests, outcome } = over({ status: 302, text: '' });
    await expect(outcome).rejects.toThrow('CONTEXT_REJECTED: z1.context.liveperson.net answered 302');
    expect(requests).toHaveLength(1);
  });

  it.each([
    ['a page by its text', { text: PAGE }],
    ['a page by its content type', { text: 'ok', headers: { 'content-type': 'text/html; charset=utf-8' } }],
  ])('does not take %s for an answer', async (_, answer) => {
    await expect(over(answer).outcome).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
  });

  if (!takesText) {
    it('does not take text for an answer', async () => {
      await expect(over({ text: 'ok' }).outcome).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
    });
  }

  it.each([
    ['JSON', '{"message":"not found"}'],
    ['an empty body', ''],
  ])(isLostOn404 ? 'fails on a 404 with %s' : 'takes a 404 with %s for nothing', async (_, text) => {
    const { outcome } = over({ status: 404, text });
    if (isLostOn404) await expect(outcome).rejects.toMatchObject({ code: 'CONTEXT_REJECTED', status: 404 });
    else await expect(outcome).resolves.toBeOneOf([undefined, {}, []]);
  });

  it.each([
    ['a page', PAGE],
    ['text', 'no such host'],
  ])('takes a 404 with %s for that of another server', async (_, text) => {
    const { outcome } = over({ status: 404, text });
    await expect(outcome).rejects.toThrow('CONTEXT_REJECTED: z1.context.liveperson.net answered 404');
  });
});

describe.each(APIS)('a credential over %s', (api) => {
  /** A store whose credential was replaced, and how often it was read again. */
  const replaced = (answers: Partial<HttpResponse>[], by: string) => {
    const { http, requests } = answering(...answers);
    let reads = 0;
    const credential: Credential = {
      value: 'old-credential',
      source: 'the secret',
      async renew() {
        reads++;
        return by;
      },
    };
    const sent = () =>
      requests.map(({ url, headers }) =>
        `${headers?.['maven-api-key']}${new URL(url).search}`.includes('new-credential') ? 'new' : 'old',
      );
    return { session: storeOf(api, SERVICE_URL, http, credential).session('demo'), sent, reads: () => reads };
  };
  const refused = { status: api === 'v1' ? 403 : 401 };
  const stored = { text: '{"payload":{}}' };

  it('that was refused is read again and sent once more', async () => {
    const { session, sent } = replaced([refused, stored], 'new-credential');
    await session.readAll();
    expect(sent()).toEqual(['old', 'new']);
  });

  it('stays in use once it was read again', async () => {
    const { session, sent, reads } = replaced([refused, stored], 'new-credential');
    await session.readAll();
    await session.readAll();
    expect(sent()).toEqual(['old', 'new', 'new']);
    expect(reads()).toBe(1);
  });

  it('is read once for requests that are refused at the same time', async () => {
    const { session, reads } = replaced([refused, refused, refused, stored], 'new-credential');
    await Promise.all([session.readAll(), session.readAll(), session.readAll()]);
    expect(reads()).toBe(1);
  });

  it('that is still the same is not sent again', async () => {
    const { session, sent } = replaced([refused], 'old-credential');
    await expect(session.readAll()).rejects.toMatchObject({ code: 'CONTEXT_REJECTED' });
    expect(sent()).toEqual(['old']);
  });

  it('that is refused twice is not read a third time', async () => {
    const { session, sent, reads } = replaced([refused], 'new-credential');
    await expect(session.readAll()).rejects.toMatchObject({ code: 'CONTEXT_REJECTED' });
    expect(sent()).toEqual(['old', 'new']);
    expect(reads()).toBe(1);
  });
});
