import { idempotent } from '@lp-functions/platform';
import { describe, expect, it } from 'vitest';
import { type ContextStoreV1, createContextStore } from '../src/index.ts';
import { ACCESS_TOKEN, API_KEY, type Api, answering, storeOf } from './support.ts';

const URL = 'https://z1.context.liveperson.net';

/** Every call an API offers. */
const calls: Record<string, { apis: Api[]; call(store: ContextStoreV1, api: Api): Promise<unknown> }> = {
  save: {
    apis: ['v1', 'v2'],
    call: (store, api) => store.session('demo').save({ a: 1 }, api === 'v2' ? 60 : undefined),
  },
  readAll: { apis: ['v1', 'v2'], call: (store) => store.session('demo').readAll() },
  readSome: { apis: ['v1', 'v2'], call: (store) => store.session('demo').readSome(['a']) },
  readOne: { apis: ['v1', 'v2'], call: (store) => store.session('demo').readOne('a') },
  deleteOne: { apis: ['v1', 'v2'], call: (store) => store.session('demo').deleteOne('a') },
  'sessions.delete': { apis: ['v1', 'v2'], call: (store) => store.sessions.delete('demo') },
  'sessions.list': { apis: ['v1'], call: (store) => store.sessions.list('demo') },
  'namespaces.create': { apis: ['v1'], call: (store) => store.namespaces.create('demo') },
  'namespaces.list': { apis: ['v1'], call: (store) => store.namespaces.list() },
  'namespaces.delete': { apis: ['v1'], call: (store) => store.namespaces.delete('demo') },
};
const cases = Object.entries(calls).flatMap(([name, { apis, call }]) =>
  apis.map((api) => ({ name, api, call })),
);

describe.each(cases)('$name over $api', ({ name, api, call }) => {
  const over = (answer: { status: number; text?: string }) => {
    const { transport, requests } = answering(answer);
    return { requests, outcome: call(storeOf(api, URL, transport), api) };
  };

  it('is one request, repeated as any idempotent one', async () => {
    const { requests, outcome } = over({ status: 404 });
    await outcome.catch(() => {});
    expect(requests.map(({ retry }) => retry)).toEqual([idempotent]);
  });

  it.each([401, 403])('blames the key or the zone for %i', async (status) => {
    await expect(over({ status }).outcome).rejects.toMatchObject({
      code: 'CONTEXT_REJECTED',
      message: `CONTEXT_REJECTED: ${status}, wrong key or zone`,
    });
  });

  it('passes on what the service says, shortened and without the credential', async () => {
    const credential = api === 'v1' ? API_KEY : ACCESS_TOKEN;
    const message = `quota of ${credential} used up ${'!'.repeat(1_000)}`;
    const { outcome } = over({ status: 400, text: JSON.stringify({ message }) });
    await expect(outcome).rejects.toThrow(/^CONTEXT_REJECTED: 400, quota of {2}used up !{150,200}$/);
  });

  it('passes on no part of a credential that the service quotes from the URL', async () => {
    const credential = 'secret/'.repeat(12);
    const text = `${'x'.repeat(150)} ?access_token=${encodeURIComponent(credential)}`;
    const { transport } = answering({ status: 500, text });
    const keys = api === 'v1' ? { apiKey: credential } : { accessToken: credential };
    const store = createContextStore({ baseUrl: URL, accountId: '1', transport, ...keys } as never);

    await expect(call(store as ContextStoreV1, api)).rejects.toThrow(/^((?!secret).)*$/);
  });

  it('blames the length of what it sent for 413, or else says what the service says', async () => {
    const { requests, outcome } = over({ status: 413, text: 'too large' });
    await outcome.catch(() => {});
    const sent = requests[0]?.body?.length;
    const reason = sent ? `${sent} characters do not fit` : 'too large';
    await expect(outcome).rejects.toMatchObject({ message: `CONTEXT_REJECTED: 413, ${reason}` });
  });

  it('passes on plain text, too', async () => {
    const { outcome } = over({ status: 500, text: 'try later' });
    await expect(outcome).rejects.toThrow('CONTEXT_REJECTED: 500, try later');
  });

  it('follows no redirect', async () => {
    await expect(over({ status: 302, text: '' }).outcome).rejects.toThrow('CONTEXT_REJECTED: 302');
  });

  // A single V1 property may come as raw text, and then a page is one.
  if (name !== 'readOne' || api === 'v2') {
    it('does not take a web page for an answer', async () => {
      const { outcome } = over({ status: 200, text: '<!DOCTYPE html><html></html>' });
      await expect(outcome).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
    });
  }

  it(name === 'save' || name === 'namespaces.create' ? 'fails on 404' : 'takes 404 for nothing', async () => {
    const { outcome } = over({ status: 404, text: '{"message":"no such account"}' });
    if (name === 'save' || name === 'namespaces.create') {
      await expect(outcome).rejects.toThrow('CONTEXT_REJECTED: 404, no such account');
    } else {
      await expect(outcome).resolves.toBeOneOf([undefined, {}, []]);
    }
  });
});

it('reads one V1 property that comes as raw text', async () => {
  const { transport } = answering({ text: 'just text' });
  expect(await storeOf('v1', URL, transport).session('demo').readOne('a')).toBe('just text');
});

it('does not take a V2 answer without properties for a document', async () => {
  const { transport } = answering({ text: '{"accountId":"12345"}' });
  const outcome = storeOf('v2', URL, transport).session('demo').readAll();
  await expect(outcome).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
});

it.each([
  [{ zone: 'z2' }, 'https://z2.context.liveperson.net/v1/'],
  [{ baseUrl: 'https://proxy.example.com/' }, 'https://proxy.example.com/v1/'],
  [{ baseUrl: 'https://proxy.example.com', zone: 'z2' }, 'https://proxy.example.com/v1/'],
] as const)('the service at %j is asked at %s', async (where, prefix) => {
  const { transport, requests } = answering();
  await createContextStore({ ...where, accountId: '12345', apiKey: 'key', transport })
    .session('demo')
    .readOne('a');
  expect(requests).toMatchObject([
    { method: 'GET', url: `${prefix}account/12345/demo/properties/a`, headers: { 'maven-api-key': 'key' } },
  ]);
});
