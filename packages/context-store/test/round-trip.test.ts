import { type ContextStoreServer, startContextStore } from '@lp-functions/testbed';
import fc from 'fast-check';
import nock from 'nock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { JsonObject } from '../src/index.ts';
import { storeOf } from './support.ts';

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

describe.each(['v1', 'v2'] as const)('over %s', (api) => {
  const ttlSeconds = api === 'v2' ? 3_600 : undefined;
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
    await expect(session.save(properties, ttlSeconds)).rejects.toThrow('INPUT_INVALID: properties: 800001');
    expect(server.requests).toHaveLength(2);
  });

  it('values that are not JSON are refused before any request', async () => {
    const save = newSession().save({ list: [{ at: undefined }] } as never, ttlSeconds);
    await expect(save).rejects.toThrow('INPUT_INVALID: properties.list.0.at');
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

it('a lifetime is for V2 only, and there a duty', async () => {
  const v1 = storeOf('v1', server.url).session('demo').save({ a: 1 }, 60);
  await expect(v1).rejects.toThrow('INPUT_INVALID: ttlSeconds');
  const v2 = storeOf('v2', server.url).session('demo').save({ a: 1 });
  await expect(v2).rejects.toThrow('INPUT_INVALID: ttlSeconds');
  expect(server.requests).toEqual([]);
});

it.each([0, -1, 1.5, Number.NaN])('a lifetime of %d is none', async (ttlSeconds) => {
  for (const api of ['v1', 'v2'] as const) {
    const save = storeOf(api, server.url).session('demo').save({ a: 1 }, ttlSeconds);
    await expect(save).rejects.toThrow('INPUT_INVALID: ttlSeconds');
  }
  expect(server.requests).toEqual([]);
});

it.each([[[1]], [null], ['a']])('properties that are %j are none', async (properties) => {
  const save = storeOf('v1', server.url)
    .session('demo')
    .save(properties as never);
  await expect(save).rejects.toThrow('INPUT_INVALID: properties: expected an object');
  expect(server.requests).toEqual([]);
});

it('a property that JSON cannot express is named', async () => {
  const save = storeOf('v1', server.url)
    .session('demo')
    .save({ a: { b: undefined } } as never);
  await expect(save).rejects.toThrow('INPUT_INVALID: properties.a.b: expected JSON');
  expect(server.requests).toEqual([]);
});

it.each(['v1', 'v2'] as const)('a wrong credential is refused by the service over %s', async (api) => {
  const other = await startContextStore({ apiKeys: ['another-key'], accessTokens: ['another-token'] });
  try {
    const read = storeOf(api, other.url).session('demo').readAll();
    await expect(read).rejects.toThrow(/^CONTEXT_REJECTED: 40[13], wrong key or zone$/);
  } finally {
    await other.stop();
  }
});
