import { type ContextStoreServer, startContextStore } from '@lp-functions/emulator';
import fc from 'fast-check';
import nock from 'nock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../../src/index.ts';
import { APIS, answering, SERVICE_URL, storeOf, ttlFor } from '../support.ts';

let server: ContextStoreServer;
beforeAll(async () => {
  server = await startContextStore();
});
afterAll(() => server.stop());
beforeEach(() => {
  nock.enableNetConnect('127.0.0.1');
  server.requests.length = 0;
  server.faults.length = 0;
});

/** Any UTF-16 text: halves of surrogate pairs, control characters and names of Object.prototype included. */
const text = fc.oneof(
  fc
    .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 8 })
    .map((units) => String.fromCharCode(...units)),
  fc.constantFrom('__proto__', 'constructor', 'toString', '', '..', 'payload', 'message'),
);
/** -0 is left out: JSON has no sign for nothing. */
const number = fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0);
const { object } = fc.letrec<{ value: unknown; object: Record<string, unknown> }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    fc.constant(null),
    fc.boolean(),
    number,
    text,
    fc.array(tie('value'), { maxLength: 4 }),
    tie('object'),
  ),
  object: fc.dictionary(text, tie('value'), { maxKeys: 6, noNullPrototype: true }),
}));

describe.each(APIS)('over %s', (api) => {
  const ttlSeconds = ttlFor(api);
  let count = 0;
  const newSession = () => storeOf(api, server.url).session('demo', `${api}-${count++}`);

  it('any JSON object survives save and read unchanged', async () => {
    await fc.assert(
      fc.asyncProperty(object, async (properties) => {
        const session = newSession();
        await session.save(properties as JsonObject, ttlSeconds);
        const read = await session.readAll();
        expect(read).toEqual(properties);
        expect(Object.keys(read).sort()).toEqual(Object.keys(properties).sort());
      }),
      { numRuns: 40 },
    );
  }, 30_000);

  it('800,000 characters are saved, one more is refused with the size found', async () => {
    const session = newSession();
    const properties = { text: 'x'.repeat(800_000 - '{"text":""}'.length) };
    await session.save(properties, ttlSeconds);
    expect(await session.readAll()).toEqual(properties);
    properties.text += 'x';
    await expect(session.save(properties, ttlSeconds)).rejects.toThrow(
      'INPUT_INVALID: properties: 800001 characters of JSON; a session holds at most 800000',
    );
    expect(server.requests).toHaveLength(2);
  });

  it('400,000 characters of three bytes are saved and read', async () => {
    const session = newSession();
    const properties = { text: '漢'.repeat(400_000) };
    await session.save(properties, ttlSeconds);
    expect(await session.readAll()).toEqual(properties);
    expect(await session.readSome(['text'])).toEqual(properties);
    expect(await session.readOne('text')).toEqual(properties.text);
  });

  it('values that are not JSON are refused before any request', async () => {
    const save = newSession().save({ list: [{ at: undefined }] } as object, ttlSeconds);
    await expect(save).rejects.toThrow('INPUT_INVALID: properties.list.0.at');
    expect(server.requests).toEqual([]);
  });

  it.each([0, -1, 1.5, Number.NaN])('a lifetime of %d is none', async (ttl) => {
    await expect(newSession().save({ a: 1 }, ttl)).rejects.toThrow(
      'INPUT_INVALID: ttlSeconds: expected a whole',
    );
    expect(server.requests).toEqual([]);
  });

  it.each([
    ['an overloaded service', { status: 503 }],
    ['a rate limit that is over at once', { status: 429, retryAfter: '0' }],
    ['a broken connection', { reset: true }],
    ['an answer that was lost after the work was done', { reset: true, afterwards: true }],
  ])('survives %s', async (_, fault) => {
    server.faults.push(fault, null, fault, null);
    const session = newSession();
    await session.save({ a: 1 }, ttlSeconds);
    expect(await session.readAll()).toEqual({ a: 1 });
    expect(server.requests).toHaveLength(4);
  });
});

it.each([[{ a: 1 }], [{}]])('V1 refuses a lifetime, saving %j', async (properties) => {
  const save = storeOf('v1', server.url).session('demo').save(properties, 60);
  await expect(save).rejects.toThrow('INPUT_INVALID: ttlSeconds: the path API (CONTEXT_API=v1) has no');
  expect(server.requests).toEqual([]);
});

it('V2 wants a lifetime with whatever it saves', async () => {
  const session = storeOf('v2', server.url).session('demo');
  await expect(session.save({ a: 1 })).rejects.toThrow(
    'INPUT_INVALID: ttlSeconds: the document API (CONTEXT_API=v2) wants',
  );
  await session.save({});
  expect(server.requests).toEqual([]);
});

it.each([[[1]], [null], ['a']])('properties that are %j are none', async (properties) => {
  const { http, requests } = answering();
  const save = storeOf('v1', SERVICE_URL, http)
    .session('demo')
    .save(properties as object);
  await expect(save).rejects.toThrow('INPUT_INVALID: properties: expected an object');
  expect(requests).toEqual([]);
});

it.each(APIS)('a session is deleted with all it holds over %s', async (api) => {
  const session = storeOf(api, server.url).session('demo', 'to-delete');
  await session.save({ a: 1, b: 2 }, ttlFor(api));
  await session.deleteAll();
  expect(await session.readAll()).toEqual({});
  await session.deleteAll();
});

it.each(APIS)('a wrong credential is refused by the service over %s', async (api) => {
  const other = await startContextStore({ apiKeys: ['another-key'], accessTokens: ['another-token'] });
  try {
    const read = storeOf(api, other.url).session('demo').readAll();
    await expect(read).rejects.toThrow(
      /^CONTEXT_REJECTED: .* 40[13] \(credential not accepted\): check that/,
    );
  } finally {
    await other.stop();
  }
});
