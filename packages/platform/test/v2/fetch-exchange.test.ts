import { beforeEach, expect, it, vi } from 'vitest';
import { fetchExchange } from '../../src/v2/fetch-exchange.ts';

const request = {
  method: 'POST',
  url: 'https://api.example.com/',
  headers: { a: 'b' },
  body: 'x',
  maxBytes: 100,
  setAbort() {},
};

let fetch = vi.fn<typeof globalThis.fetch>();
beforeEach(() => {
  fetch = vi.spyOn(globalThis, 'fetch');
});

/** A body that comes in pieces and notices when nobody wants the rest. */
function bodyOf(...pieces: Uint8Array[]) {
  const cancelled = vi.fn();
  const body = new ReadableStream({
    pull(controller) {
      const piece = pieces.shift();
      if (piece) controller.enqueue(piece);
      else controller.close();
    },
    cancel: cancelled,
  });
  return { body, cancelled, left: () => pieces.length };
}

it('looks fetch up at each call: the platform may replace it', async () => {
  fetch.mockResolvedValue(new Response('text', { status: 201, headers: { A: 'b' } }));

  expect(await fetchExchange(request)).toMatchObject({
    status: 201,
    headers: { a: 'b' },
    bytes: new TextEncoder().encode('text'),
  });
  expect(fetch).toHaveBeenCalledExactlyOnceWith(request.url, {
    method: 'POST',
    headers: { a: 'b' },
    body: 'x',
    signal: expect.any(AbortSignal),
    redirect: 'manual',
  });
});

it('stops reading at the size cap', async () => {
  const { body, cancelled, left } = bodyOf(...Array.from({ length: 10 }, () => new Uint8Array(60)));
  fetch.mockResolvedValue(new Response(body));

  await expect(fetchExchange(request)).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
  expect(cancelled).toHaveBeenCalledOnce();
  expect(left()).toBeGreaterThan(5);
});

it('reads a small body of known length at once, without a stream', async () => {
  const response = new Response('text', { headers: { 'content-length': '4' } });
  const body = vi.spyOn(response, 'body', 'get');
  fetch.mockResolvedValue(response);

  const { bytes } = await fetchExchange(request);

  expect(Buffer.from(bytes ?? []).toString()).toBe('text');
  expect(body).not.toHaveBeenCalled();
});

it.each([
  ['whose length is above the cap', { 'content-length': '600' }],
  ['that is compressed, and may grow as it is read', { 'content-length': '60', 'content-encoding': 'gzip' }],
  ['whose length nobody knows', {}],
  ['whose length is no number', { 'content-length': 'about 60' }],
])('counts a body %s', async (_, headers) => {
  const { body, cancelled } = bodyOf(...Array.from({ length: 10 }, () => new Uint8Array(60)));
  fetch.mockResolvedValue(new Response(body, { headers }));

  await expect(fetchExchange(request)).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
  expect(cancelled).toHaveBeenCalledOnce();
});

it('refuses a body that is longer than it was said to be', async () => {
  fetch.mockResolvedValue(new Response('x'.repeat(101), { headers: { 'content-length': '4' } }));

  await expect(fetchExchange(request)).rejects.toMatchObject({ code: 'RESPONSE_TOO_LARGE' });
});
