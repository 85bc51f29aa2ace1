import { createTestHost } from '@lp-functions/platform/testing';
import nock from 'nock';
import { expect, it } from 'vitest';
import contextSave from '../src/index.ts';

const env = { CONTEXT_ZONE: 'z1', CONTEXT_NAMESPACE: 'faas-demo-namespace' };
const secrets = { mavenApiKey: 'maven-api-key-canary', contextAccessToken: 'access-token-canary' };
const path = '/v1/account/12345/faas-demo-namespace';
const service = () => nock('https://z1.context.liveperson.net');

it('saves in one request', async () => {
  service().patch(`${path}/s1/properties`, { city: 'Köln', count: 2 }).reply(204);
  const result = await createTestHost({ env, secrets }).invoke(contextSave, {
    sessionId: 's1',
    properties: { city: 'Köln', count: 2 },
  });
  expect(result).toEqual({ saved: ['city', 'count'], sessionId: 's1' });
});

it('names the default session when none is given', async () => {
  service().patch(`${path}/properties`, { a: 1 }).reply(204);
  const result = await createTestHost({ env, secrets }).invoke(contextSave, { properties: { a: 1 } });
  expect(result).toEqual({ saved: ['a'], sessionId: '__default__' });
});

it('sends nothing when there is nothing to save', async () => {
  const result = await createTestHost({ env, secrets }).invoke(contextSave, { properties: {} });
  expect(result).toEqual({ saved: [], sessionId: '__default__' });
});

it('deletes properties after saving', async () => {
  service().patch(`${path}/properties`).reply(204);
  service().delete(`${path}/properties/old%20one`).reply(204);
  service().delete(`${path}/properties/gone`).reply(404);
  const result = await createTestHost({ env, secrets }).invoke(contextSave, {
    properties: { a: 1 },
    delete: ['old one', 'gone'],
  });
  expect(result).toEqual({ saved: ['a'], deleted: ['old one', 'gone'], sessionId: '__default__' });
});

it('saves and deletes over the document API', async () => {
  const place = { accountId: '12345', nameSpace: 'demo', sessionId: 's1' };
  const query = { access_token: secrets.contextAccessToken };
  service()
    .post('/v2/context/document/create', { ...place, ttlSeconds: 3600, payload: { a: 1 } })
    .query(query)
    .reply(201, { success: true });
  service()
    .delete('/v2/context/document/property/delete', { ...place, propertyToDelete: ['b'] })
    .query(query)
    .reply(200, { success: true });
  const host = createTestHost({
    env: { ...env, CONTEXT_NAMESPACE: 'demo', CONTEXT_API: 'v2' },
    secrets: { contextAccessToken: secrets.contextAccessToken },
  });
  await host.invoke(contextSave, {
    sessionId: 's1',
    properties: { a: 1 },
    delete: ['b'],
    ttlSeconds: 3600,
  });
});

it('deletes over the document API without a lifetime, as nothing is saved', async () => {
  service()
    .delete('/v2/context/document/property/delete', {
      accountId: '12345',
      nameSpace: 'demo',
      propertyToDelete: ['b'],
    })
    .query(true)
    .reply(200, { success: true });
  const host = createTestHost({ env: { ...env, CONTEXT_NAMESPACE: 'demo', CONTEXT_API: 'v2' }, secrets });
  const result = await host.invoke(contextSave, { properties: {}, delete: ['b'] });
  expect(result).toEqual({ saved: [], deleted: ['b'], sessionId: '__default__' });
});

it('takes a second for the shortest lifetime', async () => {
  service()
    .post('/v2/context/document/create', {
      accountId: '12345',
      nameSpace: 'demo',
      ttlSeconds: 1,
      payload: { a: 1 },
    })
    .query(true)
    .reply(201, { success: true });
  const host = createTestHost({ env: { ...env, CONTEXT_NAMESPACE: 'demo', CONTEXT_API: 'v2' }, secrets });
  const result = await host.invoke(contextSave, { properties: { a: 1 }, ttlSeconds: 1 });
  expect(result).toEqual({ saved: ['a'], sessionId: '__default__' });
});

it.each([
  ['no properties', {}, /^INPUT_INVALID: properties/],
  ['properties that are no object', { properties: ['a'] }, /^INPUT_INVALID: properties/],
  ['a session that is another path', { properties: { a: 1 }, sessionId: '..' }, /^INPUT_INVALID: sessionId/],
  ['an empty name to delete', { properties: { a: 1 }, delete: [''] }, /^INPUT_INVALID: delete/],
  ['no lifetime', { properties: { a: 1 }, ttlSeconds: 0 }, /^INPUT_INVALID: ttlSeconds: .* above 0/],
  ['a lifetime on V1', { properties: { a: 1 }, ttlSeconds: 60 }, /^INPUT_INVALID: ttlSeconds/],
  ['a lifetime of nothing on V1', { properties: {}, ttlSeconds: 60 }, /^INPUT_INVALID: ttlSeconds/],
  [
    'a name that is to be saved and deleted',
    { properties: { a: 1, b: 2 }, delete: ['c', 'b'] },
    /^INPUT_INVALID: delete: "b" stands in properties, too/,
  ],
])('refuses %s before any request', async (_, payload, message) => {
  await expect(createTestHost({ env, secrets }).invoke(contextSave, payload)).rejects.toThrow(message);
});
