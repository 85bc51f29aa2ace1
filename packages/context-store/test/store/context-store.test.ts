import { expect, it } from 'vitest';
import { createContextStore } from '../../src/index.ts';
import { answering, SERVICE_URL, storeOf } from '../support.ts';

it.each([
  [{ zone: 'z2' }, 'https://z2.context.liveperson.net/v1/'],
  [{ baseUrl: 'https://proxy.example.com/' }, 'https://proxy.example.com/v1/'],
  [{ baseUrl: 'https://proxy.example.com', zone: 'z2' }, 'https://proxy.example.com/v1/'],
] as const)('the service at %j is asked at %s', async (where, prefix) => {
  const { http, requests } = answering();
  await createContextStore({ ...where, accountId: '12345', api: 'v1', apiKey: 'key', http })
    .session('demo')
    .readOne('a');
  expect(requests).toMatchObject([
    { method: 'GET', url: `${prefix}account/12345/demo/properties/a`, headers: { 'maven-api-key': 'key' } },
  ]);
});

it.each(['', '..', 'a\nb'])('%j is no account', (accountId) => {
  const { http } = answering();
  expect(() => createContextStore({ accountId, zone: 'z1', http, api: 'v2', accessToken: 'token' })).toThrow(
    'INPUT_INVALID: accountId',
  );
});

it('a store over V2 has nothing of what only V1 offers', () => {
  const { http } = answering();
  const store = storeOf('v2', SERVICE_URL, http);
  expect(store).not.toHaveProperty('namespaces');
  expect(store.sessions).not.toHaveProperty('list');
});
