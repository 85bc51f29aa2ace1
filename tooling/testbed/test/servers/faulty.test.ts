import type { LoopbackServer } from '@lp-functions/emulator';
import nock from 'nock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { type Fault, REFUSING_URL, startFaultyServer } from '../../src/index.ts';

const running: LoopbackServer[] = [];
beforeEach(() => nock.enableNetConnect('127.0.0.1'));
afterEach(() => Promise.all(running.splice(0).map((server) => server.stop())));

async function start(fault: Fault) {
  const server = await startFaultyServer(fault);
  running.push(server);
  return server;
}

const post = (url: string, signal?: AbortSignal) =>
  fetch(url, {
    method: 'POST',
    body: 'x',
    headers: { authorization: 'Basic abc' },
    redirect: 'manual',
    signal,
  });

it('answers a status, a page or an oversized body', async () => {
  const status = await start({ kind: 'status', status: 429, headers: { 'retry-after': '1' } });
  const html = await start({ kind: 'html' });
  const oversized = await start({ kind: 'oversized', bytes: 2_000_000 });

  const answer = await post(status.url);
  expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '1']);
  expect(await (await post(html.url)).text()).toMatch(/^<!doctype/);
  expect((await (await post(oversized.url)).text()).length).toBe(2_000_002);
});

it.each([
  ['reset-before', ''],
  ['reset-after', 'x'],
] as const)('cuts the connection with %s', async (kind, body) => {
  const server = await start({ kind });

  await expect(post(server.url)).rejects.toThrow('fetch failed');
  expect(server.requests).toMatchObject([{ method: 'POST', body }]);
});

it('cuts the connection within the answer', async () => {
  const response = await post((await start({ kind: 'truncate' })).url);

  await expect(response.text()).rejects.toThrow('terminated');
});

it.each(['hang', 'stall'] as const)('keeps a client waiting with %s', async (kind) => {
  const server = await start({ kind });

  const answer = post(server.url, AbortSignal.timeout(150)).then((response) => response.text());

  await expect(answer).rejects.toThrow(/aborted/);
  expect(server.requests).toHaveLength(1);
});

it('redirects elsewhere', async () => {
  const response = await post(
    (await start({ kind: 'redirect', status: 307, location: 'http://other.example/' })).url,
  );

  expect([response.status, response.headers.get('location')]).toEqual([307, 'http://other.example/']);
});

it('answers late', async () => {
  const started = performance.now();
  await post((await start({ kind: 'slow', ms: 60 })).url);

  expect(performance.now() - started).toBeGreaterThan(50);
});

it('sends back the credentials it received', async () => {
  const response = await post((await start({ kind: 'echo', status: 400 })).url);

  expect(response.headers.get('x-echo')).toBe('Basic abc');
  expect(await response.json()).toMatchObject({ body: 'x', headers: { authorization: 'Basic abc' } });
});

it('has an address where nothing listens', async () => {
  await expect(post(REFUSING_URL)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
});
