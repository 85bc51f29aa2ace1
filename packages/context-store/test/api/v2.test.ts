import { expect, it } from 'vitest';
import { answering, SERVICE_URL, storeOf } from '../support.ts';

it('does not take an answer without properties for a document', async () => {
  const { http } = answering({ text: '{"accountId":"12345"}' });
  const read = storeOf('v2', SERVICE_URL, http).session('demo').readAll();
  await expect(read).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
});

it('reads of what the service selects only what was asked for', async () => {
  const { http } = answering({ text: '{"demo.city":"Köln","other.city":"Bonn","demo.visits":2}' });
  const read = storeOf('v2', SERVICE_URL, http).session('demo').readSome(['city', 'none']);
  expect(await read).toEqual({ city: 'Köln' });
});

it('encodes the access token', async () => {
  const { http, requests } = answering({ text: '{"payload":{}}' });
  await storeOf('v2', SERVICE_URL, http, 'a+b/c&d=e').session('demo').readAll();
  expect(requests[0]?.url).toMatch(/\?access_token=a%2Bb%2Fc%26d%3De$/);
});
