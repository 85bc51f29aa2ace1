import nock from 'nock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type ContextStoreServer, startContextStore } from '../../src/index.ts';

let now: number;
let server: ContextStoreServer;
beforeEach(async () => {
  nock.enableNetConnect('127.0.0.1');
  now = Date.UTC(2026, 0, 1);
  server = await startContextStore({ now: () => now });
});
afterEach(() => server.stop());

const v1 = (method: string, path: string, body?: object) =>
  fetch(`${server.url}/v1/account/12345${path}`, {
    method,
    headers: { 'maven-api-key': 'test-maven-api-key', 'content-type': 'application/json' },
    ...(body && { body: JSON.stringify(body) }),
  });

const create = (sessionId: string, ttlSeconds: number, payload: object) =>
  fetch(`${server.url}/v2/context/document/create?access_token=test-context-access-token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ accountId: '12345', nameSpace: 'demo', sessionId, ttlSeconds, payload }),
  });

it('a document ends with the lifetime of its last save, for both APIs', async () => {
  await create('session', 60, { a: 1 });
  now += 59_000;
  await create('session', 60, { b: 2 });
  now += 59_000;
  expect(await (await v1('GET', '/demo/session/properties')).json()).toEqual({ a: 1, b: 2 });
  expect(await (await v1('GET', '/demo/session-ids')).json()).toEqual(['session']);
  now += 2_000;
  expect((await v1('GET', '/demo/session/properties')).status).toBe(404);
  expect(await (await v1('GET', '/demo/session-ids')).json()).toEqual([]);
});

it('what is saved after the end does not bring the old properties back', async () => {
  await create('session', 60, { old: 1 });
  now += 61_000;
  await create('session', 60, { new: 2 });
  expect(await (await v1('GET', '/demo/session/properties')).json()).toEqual({ new: 2 });
});

it('the lifetime of a namespace is that of its sessions on V1', async () => {
  await v1('POST', '?ttlSecond=60', { name: 'short' });
  await v1('PATCH', '/short/session/properties', { a: 1 });
  await v1('PATCH', '/lasting/session/properties', { a: 1 });
  now += 61_000;
  expect((await v1('GET', '/short/session/properties')).status).toBe(404);
  expect((await v1('GET', '/lasting/session/properties')).status).toBe(200);
});

it('lifetimes are whole seconds up to 13 months, and V2 requires one', async () => {
  for (const ttlSeconds of [0, -1, 1.5, 400 * 86_400, undefined as never]) {
    expect((await create('session', ttlSeconds, { a: 1 })).status).toBe(400);
  }
});
