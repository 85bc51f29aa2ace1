import { type Fault, REFUSING_URL, startFaultyServer } from '@lp-functions/testbed';
import nock from 'nock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { toResponse } from '../../src/http/body.ts';
import type { Exchange, ExchangeRequest } from '../../src/http/exchange.ts';
import { toResult } from '../../src/http/result.ts';
import { createTestClient } from '../../src/testing/index.ts';
import { EXCHANGES } from './exchanges.ts';
import { type Peer, startPeer } from './peer.ts';

const request = (url: string, more: Partial<ExchangeRequest> = {}): ExchangeRequest => ({
  method: 'GET',
  url,
  headers: {},
  body: undefined,
  maxBytes: 1_048_576,
  setAbort() {},
  ...more,
});

const clientFor = (exchange: Exchange, url: string, timeoutMs = 5_000) =>
  createTestClient({ exchange, allowed: [url], timeoutMs });

/** One request to a server with a fault, through the client, as functions send it. */
async function sendTo(exchange: Exchange, fault: Fault, timeoutMs?: number) {
  const server = await startFaultyServer(fault);
  try {
    return await clientFor(exchange, server.url, timeoutMs).send({ method: 'GET', url: `${server.url}/` });
  } finally {
    await server.stop();
  }
}

describe.each(EXCHANGES)('Exchange of $name', ({ exchange: exchangeRaw, hidesSuccess }) => {
  /** The answer as the client reads it. */
  const exchange = async (sent: ExchangeRequest) => toResponse(await exchangeRaw(sent));
  let peer: Peer;
  beforeAll(async () => {
    peer = await startPeer();
  });
  afterAll(() => peer.stop());
  // Real sockets, and no code of nock between them and the code under test.
  beforeEach(() => nock.restore());

  it('sends method, path, query, headers and body as they are', async () => {
    const { text } = await exchange(
      request(`${peer.url}/echo/%C3%A9?q=a+b&q=%2F`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: 'Basic abc' },
        body: '{"price":"5 €"}',
      }),
    );

    expect(JSON.parse(text)).toMatchObject({
      method: 'POST',
      target: '/echo/%C3%A9?q=a+b&q=%2F',
      headers: { 'content-type': 'application/json', authorization: 'Basic abc' },
      body: '{"price":"5 €"}',
    });
  });

  it('hands over the text of JSON, not its value', async () => {
    expect(typeof (await exchange(request(`${peer.url}/echo`))).text).toBe('string');
  });

  it('leaves out a byte order mark, which JSON may not have', async () => {
    expect((await exchange(request(`${peer.url}/marked`))).text).toBe('{"a":1}');
  });

  it.each([201, 299])('answers %i', async (status) => {
    expect(await exchange(request(`${peer.url}/status/${status}`))).toMatchObject({
      status: hidesSuccess ? 200 : status,
      text: `status ${status}`,
    });
  });

  it.each([400, 401, 404, 422, 429, 500, 503])('answers %i like any other status', async (status) => {
    expect(await exchange(request(`${peer.url}/status/${status}`))).toMatchObject({
      status,
      text: `status ${status}`,
    });
  });

  it.each([204, 304])('answers %i with the empty text', async (status) => {
    expect(await exchange(request(`${peer.url}/status/${status}`))).toMatchObject({
      status: hidesSuccess && status === 204 ? 200 : status,
      text: '',
    });
  });

  it('answers HEAD with the empty text', async () => {
    expect(await exchange(request(`${peer.url}/status/404`, { method: 'HEAD' }))).toMatchObject({
      status: 404,
      text: '',
    });
  });

  it('gives header names in lower case, values as they are', async () => {
    const { headers } = await exchange(request(`${peer.url}/status/400`));

    expect(headers['x-mixed-case']).toBe('Kept');
  });

  it('joins repeated headers', async () => {
    expect((await exchange(request(`${peer.url}/cookies`))).headers).toMatchObject({
      via: expect.stringMatching(/^1.1 a, ?1.1 b$/),
      // The vendor's local toolbelt is for trying things out: the last one will do.
      'set-cookie': expect.stringMatching(hidesSuccess ? /b=2$/ : /^a=1, ?b=2$/),
    });
  });

  it.each([301, 302, 303, 307, 308] as const)('does not follow a redirect with %i', async (status) => {
    const location = `${peer.url}/echo`;

    expect(await sendTo(exchange, { kind: 'redirect', status, location })).toMatchObject({
      status,
      headers: { location },
    });
  });

  it('decodes a character that arrives in two pieces', async () => {
    expect((await exchange(request(`${peer.url}/split`))).text).toBe('€');
  });

  it('takes a body of exactly the allowed size', async () => {
    const { text } = await exchange(request(`${peer.url}/two-bytes/50`, { maxBytes: 100 }));

    expect(text).toHaveLength(50);
  });

  it.each(['two-bytes/51', 'chunked/101000', 'gzip/101000'])('refuses a longer body: %s', async (path) => {
    const maxBytes = path.startsWith('two') ? 101 : 100_000;

    await expect(exchange(request(`${peer.url}/${path}`, { maxBytes }))).rejects.toMatchObject({
      code: 'RESPONSE_TOO_LARGE',
    });
  });

  it('reads a compressed body, if it asks for one', async () => {
    expect((await exchange(request(`${peer.url}/gzip/1000`))).text).toBe('x'.repeat(1_000));
  });

  it('unzips what comes compressed although nobody asked for it', async () => {
    expect((await exchange(request(`${peer.url}/always-gzip/1000`))).text).toBe('x'.repeat(1_000));
  });

  it('hands over the bytes of a body', async () => {
    const { bytes } = await exchange(request(`${peer.url}/bytes/ff00fe`));

    expect(Buffer.from(bytes ?? []).toString('hex')).toBe('ff00fe');
  });

  it('decodes text by its charset, or lets one see that it could not', async () => {
    // é in Latin 1.
    const response = await exchange(request(`${peer.url}/latin1/e9`));

    if (hidesSuccess) expect(() => toResult(response)).toThrow('RESPONSE_INVALID');
    else expect(toResult(response).body).toBe('é');
  });

  it('closes the connection when it is aborted', async () => {
    const setAbort = (abort: () => void) => void setTimeout(abort, 30);
    // Whether it settles then is left to the implementation: nobody waits for it any more.
    exchange(request(`${peer.url}/hang`, { setAbort })).catch(() => {});

    await expect(peer.abandoned).resolves.toBeUndefined();
  });

  it.each(['reset-before', 'reset-after'] as const)('reports %s as a network error', async (kind) => {
    await expect(sendTo(exchange, { kind })).rejects.toMatchObject({
      code: 'NETWORK_ERROR',
      reason: expect.stringMatching(/^(ECONNRESET|UND_ERR_SOCKET)$/),
    });
  });

  it('reports an answer that breaks off as a network error', async () => {
    await expect(sendTo(exchange, { kind: 'truncate' })).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
  });

  it('reports a refused connection with its code', async () => {
    await expect(
      clientFor(exchange, REFUSING_URL).send({ method: 'GET', url: REFUSING_URL }),
    ).rejects.toMatchObject({ code: 'NETWORK_ERROR', reason: 'ECONNREFUSED' });
  });

  it.each(['hang', 'stall'] as const)('leaves a server that answers with %s', async (kind) => {
    await expect(sendTo(exchange, { kind }, 60)).rejects.toMatchObject({ code: 'TIMEOUT' });
  });
});
