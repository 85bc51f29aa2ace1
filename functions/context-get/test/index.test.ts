import { createTestHost } from '@lp-functions/platform/testing';
import nock from 'nock';
import { expect, it } from 'vitest';
import contextGet from '../src/index.ts';

const env = { CONTEXT_ZONE: 'z2', CONTEXT_NAMESPACE: 'demo' };
const secrets = { mavenApiKey: 'maven-api-key-canary', contextAccessToken: 'access-token-canary' };
const service = () => nock('https://z2.context.liveperson.net');

it('reads all properties of a session with the Maven API key', async () => {
  nock('https://z2.context.liveperson.net', { reqheaders: { 'maven-api-key': secrets.mavenApiKey } })
    .get('/v1/account/12345/demo/s%2F1/properties')
    .reply(200, { city: 'Köln', count: 2 });
  const result = await createTestHost({ env, secrets }).invoke(contextGet, { sessionId: 's/1' });
  expect(result).toEqual({ city: 'Köln', count: 2 });
});

it('reads the named ones in one request', async () => {
  service().get('/v1/account/12345/demo/properties').reply(200, { city: 'Köln', count: 2 });
  const result = await createTestHost({ env, secrets }).invoke(contextGet, {
    properties: ['count', 'other'],
  });
  expect(result).toEqual({ count: 2 });
});

it('reads nothing where nothing is stored', async () => {
  service().get('/v1/account/12345/demo/properties').reply(404);
  expect(await createTestHost({ env, secrets }).invoke(contextGet)).toEqual({});
});

it('reads over the document API with an access token, and no Maven API key', async () => {
  service()
    .get('/v2/context/document/12345/demo/s')
    .query({ access_token: secrets.contextAccessToken })
    .reply(200, { accountId: '12345', payload: { city: 'Köln' } });
  const host = createTestHost({
    env: { ...env, CONTEXT_API: 'v2' },
    secrets: { contextAccessToken: secrets.contextAccessToken },
  });
  expect(await host.invoke(contextGet, { sessionId: 's' })).toEqual({ city: 'Köln' });
});

it('does not take the page of another server for a place where nothing is stored', async () => {
  service()
    .get('/v1/account/12345/demo/properties')
    .reply(404, '<html>Not found</html>', { 'content-type': 'text/html' });
  await expect(createTestHost({ env, secrets }).invoke(contextGet)).rejects.toThrow(
    /^CONTEXT_REJECTED: z2.context.liveperson.net answered 404 \(a web page\): check the zone/,
  );
});

it('takes another base URL and account', async () => {
  nock('https://context.example.com').get('/base/v1/account/le1/demo/properties').reply(200, {});
  const host = createTestHost({
    env: {
      CONTEXT_BASE_URL: 'https://context.example.com/base/',
      CONTEXT_NAMESPACE: 'demo',
      ACCOUNT_ID: 'le1',
    },
    secrets,
  });
  expect(await host.invoke(contextGet)).toEqual({});
});

it.each([
  ['no zone', { CONTEXT_NAMESPACE: 'demo' }, /^CONFIG_INVALID: CONTEXT_ZONE/],
  ['an unknown zone', { ...env, CONTEXT_ZONE: 'z4' }, /^CONFIG_INVALID: CONTEXT_ZONE/],
  ['no namespace', { CONTEXT_ZONE: 'z1' }, /^CONFIG_INVALID: CONTEXT_NAMESPACE/],
  [
    'a hyphen on V2',
    { ...env, CONTEXT_NAMESPACE: 'a-b', CONTEXT_API: 'v2' },
    /^CONFIG_INVALID: CONTEXT_NAMESPACE/,
  ],
  ['a reserved namespace', { ...env, CONTEXT_NAMESPACE: 'faas' }, /^CONFIG_INVALID: CONTEXT_NAMESPACE/],
])('refuses %s before it reads a secret', async (_, wrong, message) => {
  const host = createTestHost({ env: wrong, secrets });
  await expect(host.invoke(contextGet)).rejects.toThrow(message);
  expect(host.secretStorage.calls).toEqual([]);
});

it('says which variable names the account when the platform does not', async () => {
  const host = Object.assign(createTestHost({ env, secrets }), { accountId: undefined });
  await expect(host.invoke(contextGet)).rejects.toThrow(/^CONFIG_INVALID: ACCOUNT_ID/);
});
