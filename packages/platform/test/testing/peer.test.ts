import { expect, it } from 'vitest';
import {
  answer,
  createTestClient,
  createTestClock,
  createTestPeer,
  type Fate,
} from '../../src/testing/index.ts';

const get = { method: 'GET', url: 'https://api.example.com/' };

const meeting = (...fates: Fate[]) => {
  const clock = createTestClock();
  const { exchange, requests } = createTestPeer(fates, clock);
  return { clock, requests, http: createTestClient({ clock, exchange, allowed: [get.url] }) };
};

it('answers from its list, the last one from then on, and records what it got', async () => {
  const { clock, requests, http } = meeting(answer(404, 'none'), answer(200, { a: 1 }));
  await http.send(get);
  await clock.advance(500);
  const texts = [await http.send({ ...get, body: 'x' }), await http.send(get)].map(({ text }) => text);

  expect(texts).toEqual(['{"a":1}', '{"a":1}']);
  expect(requests.map(({ at, body }) => [at, body])).toEqual([
    [0, undefined],
    [500, 'x'],
    [500, undefined],
  ]);
});

it('fails like a network, and is silent until the client gives up', async () => {
  const { clock, requests, http } = meeting(Object.assign(new Error('x'), { code: 'ECONNRESET' }), 'silence');

  await expect(http.send(get)).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
  await expect(clock.finish(http.send(get))).rejects.toMatchObject({ code: 'TIMEOUT' });
  expect(requests.map(({ isAborted }) => isAborted)).toEqual([false, true]);
});
