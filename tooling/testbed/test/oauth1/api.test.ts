import nock from 'nock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type OAuth1Api, startOAuth1Api } from '../../src/index.ts';

let api: OAuth1Api;
const credentials = { consumerKey: 'shop', consumerSecret: 'a&b' };

beforeEach(async () => {
  nock.enableNetConnect('127.0.0.1');
  api = await startOAuth1Api({ credentials });
});
afterEach(() => api.stop());

const authorization = (nonce: string) =>
  `OAuth oauth_consumer_key="shop", oauth_signature_method="PLAINTEXT", oauth_timestamp="${Math.floor(Date.now() / 1_000)}", oauth_nonce="${nonce}", oauth_signature="a%2526b%26"`;

const order = (headers: Record<string, string>) =>
  fetch(`${api.url}/orders?a=b%20c`, { method: 'POST', body: 'x', headers });

it('takes a signed order and says what it received', async () => {
  const response = await order({ authorization: authorization('1') });

  expect(response.status).toBe(201);
  expect(await response.json()).toMatchObject({
    order: 1,
    received: { method: 'POST', target: '/orders?a=b%20c', body: 'x' },
  });
  expect(api.requests).toMatchObject([{ method: 'POST', target: '/orders?a=b%20c', body: 'x', status: 201 }]);
});

it('refuses an unsigned order with the reason', async () => {
  const response = await order({});

  expect(response.status).toBe(401);
  expect(await response.json()).toEqual({ error: 'oauth_consumer_key is missing' });
});

it('refuses the same signature again', async () => {
  const headers = { authorization: authorization('2') };

  expect((await order(headers)).status).toBe(201);
  expect((await order(headers)).status).toBe(401);
  expect(api.verdicts.map(({ ok }) => ok)).toEqual([true, false]);
});
