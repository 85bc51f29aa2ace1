import { defineFunction, optional, text } from '@lp-functions/platform';
import { createTestHost } from '@lp-functions/platform/testing';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import {
  contextEnvironment,
  contextSecrets,
  contextSession,
  contextSessions,
  contextTargets,
} from '../../src/index.ts';
import { SERVICE_URL } from '../support.ts';

const common = {
  description: 'For tests.',
  environment: contextEnvironment,
  payload: { sessionId: optional(text()) },
  secrets: contextSecrets,
  targets: contextTargets,
};
const readsOne = defineFunction({
  ...common,
  name: 'reads_one',
  handler: async (run) => (await contextSession(run)).readAll(),
});
const readsTwo = defineFunction({
  ...common,
  name: 'reads_two',
  async handler(run) {
    const sessionOf = await contextSessions(run);
    return Promise.all([sessionOf('index').readAll(), sessionOf('acme').readAll()]);
  },
});

const V1 = { CONTEXT_ZONE: 'z1', CONTEXT_NAMESPACE: 'demo' };
const V2 = { ...V1, CONTEXT_API: 'v2' };
const service = () => nock(SERVICE_URL);

describe('over V1', () => {
  it('reads the session of the payload with the Maven API key', async () => {
    nock(SERVICE_URL, { reqheaders: { 'maven-api-key': 'maven-key' } })
      .get('/v1/account/12345/demo/s%2F1/properties')
      .reply(200, { a: 1 });
    const host = createTestHost({ env: V1, secrets: { mavenApiKey: 'maven-key' } });
    expect(await host.invoke(readsOne, { sessionId: 's/1' })).toEqual({ a: 1 });
  });

  it('reads several sessions with the credential read once', async () => {
    service()
      .get('/v1/account/12345/demo/index/properties')
      .reply(200, { names: ['acme'] });
    service().get('/v1/account/12345/demo/acme/properties').reply(200, { b: 2 });
    const host = createTestHost({ env: V1, secrets: { mavenApiKey: 'maven-key' } });
    expect(await host.invoke(readsTwo)).toEqual([{ names: ['acme'] }, { b: 2 }]);
    expect(host.secretStorage.calls).toHaveLength(1);
  });

  it('names the secret and the account that the service refuses', async () => {
    service().get('/v1/account/12345/demo/properties').reply(403, { message: 'credential not accepted' });
    const host = createTestHost({
      env: { ...V1, SECRET_MAVEN_API_KEY: 'context_key' },
      secrets: { context_key: 'maven-key-canary' },
    });
    await expect(host.invoke(readsOne)).rejects.toThrow(
      'CONTEXT_REJECTED: z1.context.liveperson.net answered 403 (credential not accepted): check that ' +
        'the secret context_key holds the Maven API key of account 12345, and that the account lives in ',
    );
  });
});

describe('over V2', () => {
  const read = (access_token: string) =>
    service().get('/v2/context/document/12345/demo').query({ access_token });

  it('sends of a token set the access token alone', async () => {
    read('access-token-canary').reply(200, { payload: { a: 1 } });
    const host = createTestHost({
      env: { ...V2, SECRET_CONTEXT_ACCESS_TOKEN: 'tokenSet' },
      secrets: { tokenSet: { access_token: 'access-token-canary', refresh_token: 'refresh-token-canary' } },
    });
    expect(await host.invoke(readsOne)).toEqual({ a: 1 });
  });

  it('reads a token that was refused once more, past the cache', async () => {
    read('stale-access-token').reply(401, { message: 'token expired' });
    read('fresh-access-token').reply(200, { payload: { a: 1 } });
    const host = createTestHost({ env: V2, secrets: { contextAccessToken: 'stale-access-token' } });
    let reads = 0;
    host.secretStorage.before = () => {
      reads++;
      if (reads === 2) host.secretStorage.values.set('contextAccessToken', 'fresh-access-token');
    };
    expect(await host.invoke(readsOne)).toEqual({ a: 1 });
    expect(host.secretStorage.calls.map(({ fresh }) => fresh)).toEqual([false, true]);
  });

  it('says no part of a token set that the service refuses', async () => {
    read('access-token-canary').reply(401, { message: 'no access-token-canary' });
    const host = createTestHost({
      env: { ...V2, SECRET_CONTEXT_ACCESS_TOKEN: 'tokenSet' },
      secrets: { tokenSet: { access_token: 'access-token-canary', refresh_token: 'refresh-token-canary' } },
    });
    await expect(host.invoke(readsOne)).rejects.toThrow(
      /^CONTEXT_REJECTED: (?!.*canary).*the secret tokenSet holds a valid access token/,
    );
  });
});

it.each([
  ['a hyphen on V2', { ...V2, CONTEXT_NAMESPACE: 'a-b' }, /^CONFIG_INVALID: CONTEXT_NAMESPACE: .*no hyphens/],
  [
    'a reserved namespace',
    { ...V1, CONTEXT_NAMESPACE: 'faas' },
    /^CONFIG_INVALID: CONTEXT_NAMESPACE: .* faas/,
  ],
  ['an account that is no name', { ...V1, ACCOUNT_ID: '..' }, /^CONFIG_INVALID: ACCOUNT_ID/],
])('%s is refused before a secret is read', async (_, env, message) => {
  const host = createTestHost({ env, secrets: { mavenApiKey: 'maven-key' } });
  await expect(host.invoke(readsOne)).rejects.toThrow(message);
  expect(host.secretStorage.calls).toEqual([]);
});

it('a session that is another path is refused before a secret is read', async () => {
  const host = createTestHost({ env: V1, secrets: { mavenApiKey: 'maven-key' } });
  await expect(host.invoke(readsOne, { sessionId: '..' })).rejects.toThrow(/^INPUT_INVALID: sessionId/);
  expect(host.secretStorage.calls).toEqual([]);
});

it('a platform that names no account needs the variable', async () => {
  const host = Object.assign(createTestHost({ env: V1, secrets: { mavenApiKey: 'maven-key' } }), {
    accountId: undefined,
  });
  await expect(host.invoke(readsOne)).rejects.toThrow(
    'CONFIG_INVALID: ACCOUNT_ID: expected, as the platform names no account here',
  );
});
