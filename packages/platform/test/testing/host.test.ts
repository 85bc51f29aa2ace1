import nock from 'nock';
import { expect, it } from 'vitest';
import { defineFunction, text } from '../../src/index.ts';
import { createTestHost } from '../../src/testing/index.ts';

const ordersOf = defineFunction({
  name: 'orders',
  description: 'Reads an order.',
  environment: { URL: text() },
  payload: { id: text() },
  secrets: { apiKey: {} },
  targets: ({ URL }) => [URL],
  async handler({ env, http, payload, secrets }) {
    const { apiKey } = await secrets.read(['apiKey']);
    const url = `${env.URL}/${payload.id}`;
    return JSON.parse((await http.send({ method: 'GET', url, headers: { 'x-api-key': apiKey } })).text);
  },
});

it('runs a function whose requests nock answers', async () => {
  nock('https://api.example.com', { reqheaders: { 'x-api-key': 'key-of-test' } })
    .get('/7')
    .reply(200, { id: 7 });
  const host = createTestHost({
    env: { URL: 'https://api.example.com' },
    secrets: { apiKey: 'key-of-test' },
  });

  expect(await host.invoke(ordersOf, { id: '7' })).toEqual({ id: 7 });
  expect(host.secretStorage.calls).toEqual([{ operation: 'read', name: 'apiKey', fresh: false }]);
});

it('reaches nothing that a test has not opened', async () => {
  const host = createTestHost({ env: { URL: 'https://api.example.com' }, secrets: { apiKey: 'k' } });

  await expect(host.invoke(ordersOf, { id: '7' })).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
});
