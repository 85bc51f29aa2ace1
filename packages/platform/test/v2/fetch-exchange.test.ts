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

  expect(await fetchExchange(request)).toMatchObject({ status: 201, headers: { a: 'b' }, text: 'text' });
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

it('replaces bytes that are no UTF-8, also at the end', async () => {
  fetch.mockResolvedValue(new Response(bodyOf(Uint8Array.of(0x61, 0xff, 0x62, 0xe2)).body));

  expect((await fetchExchange(request)).text).toBe('a\ufffdb\ufffd');
});
