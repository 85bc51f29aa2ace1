import { expect, it, onTestFinished, vi } from 'vitest';
import { toolbeltExchange } from '../../src/v1/toolbelt-exchange.ts';
import { toolbelt } from '../fakes/lp-faas-toolbelt.ts';

const request = {
  method: 'POST',
  url: 'https://api.example.com/',
  headers: { a: 'b' },
  body: 'x',
  maxBytes: 100,
  setAbort: (_abort: () => void) => {},
};

/** The exchange over an HTTP client that answers this. */
function over(answer: () => Promise<unknown>, sent = request) {
  const client = vi.fn((_url: string, _options: Record<string, unknown>) => answer());
  toolbelt.httpClient = client;
  return { client, response: toolbeltExchange(sent) };
}

it('asks for whole responses in bytes, of every status, without redirects and timer', async () => {
  const { client, response } = over(async () => ({ statusCode: 200, headers: {}, body: '' }));
  await response;

  expect(client).toHaveBeenCalledExactlyOnceWith(
    request.url,
    expect.objectContaining({
      resolveWithFullResponse: true,
      simple: false,
      followRedirect: false,
      encoding: null,
      gzip: true,
    }),
  );
  expect(client.mock.calls[0]?.[1]).not.toHaveProperty('timeout');
});

it('gives a client that merges the two URLs one that it can parse', async () => {
  const { client, response } = over(async () => '');
  await response;

  expect(`${client.mock.calls[0]?.[1].url}`).toBe(request.url);
});

it('makes no Request, which takes long to load, where the client is request-promise', async () => {
  vi.stubGlobal('Request', undefined);
  onTestFinished(() => {
    vi.unstubAllGlobals();
  });
  toolbelt.httpClient = Object.assign(async () => ({ statusCode: 200, headers: {}, body: 'text' }), {
    cookie: () => {},
  });
  await expect(toolbeltExchange(request)).resolves.toMatchObject({ text: 'text' });

  await expect(over(async () => 'text').response).rejects.toThrow('Request');
});

it.each([
  [
    'a full response',
    async () => ({ statusCode: 201, headers: { a: 'b', foreach: 'c' }, body: 'text' }),
    201,
    { a: 'b', foreach: 'c' },
  ],
  [
    'a header that came several times',
    async () => ({ statusCode: 200, headers: { 'set-cookie': ['a=1', 'b=2'] }, body: 'text' }),
    200,
    { 'set-cookie': 'a=1,b=2' },
  ],
  ['a body alone', async () => 'text', 200, {}],
  ['no headers', async () => ({ statusCode: 403, body: 'text' }), 403, {}],
  [
    'an error with a status',
    () => Promise.reject(Object.assign(new Error(), { statusCode: 500, error: 'text' })),
    500,
    {},
  ],
  [
    'an error with a response of fetch',
    () =>
      Promise.reject(
        Object.assign(new Error(), {
          statusCode: 302,
          error: 'text',
          response: new Response(null, { headers: { Location: '/next' } }),
        }),
      ),
    302,
    { location: '/next' },
  ],
])('understands %s', async (_, answer, status, headers) => {
  expect(await over(answer).response).toEqual({ status, headers, text: 'text' });
});

it.each([
  [{ a: 1 }, '{"a":1}'],
  [[1], '[1]'],
  [undefined, ''],
  [null, ''],
  [false, 'false'],
])('gives a body that arrives as %j as text', async (body, text) => {
  const { response } = over(async () => ({ statusCode: 200, headers: {}, body }));

  expect(await response).toMatchObject({ text });
});

it('gives a body that arrives as bytes as they are', async () => {
  const { response } = over(async () => ({ statusCode: 200, headers: {}, body: Buffer.from([0xff, 0x00]) }));

  expect(await response).toEqual({ status: 200, headers: {}, bytes: Buffer.from([0xff, 0x00]) });
});

it('counts bytes, not characters', async () => {
  await expect(over(async () => 'é'.repeat(50)).response).resolves.toMatchObject({ status: 200 });
  await expect(over(async () => 'é'.repeat(51)).response).rejects.toMatchObject({
    code: 'RESPONSE_TOO_LARGE',
    status: 200,
  });
});

it('passes on an error without status', async () => {
  const error = new Error('socket');

  await expect(over(() => Promise.reject(error)).response).rejects.toBe(error);
});

it('expects no second report of an error from request-promise', async () => {
  const error = Object.assign(new Error('socket'), { code: 'ECONNRESET' });
  toolbelt.httpClient = Object.assign(() => Promise.reject(error), { cookie: () => {} });
  await toolbeltExchange(request).catch(() => {});
  expect(error).not.toHaveProperty('lpHandled');

  await over(() => Promise.reject(error)).response.catch(() => {});
  expect(error).toHaveProperty('lpHandled');
});

it('aborts what can be aborted', async () => {
  const abort = vi.fn();
  toolbelt.httpClient = Object.assign(() => Object.assign(new Promise(() => {}), { abort }), {
    cookie: () => {},
  });
  const setAbort = vi.fn<(abort: () => void) => void>();
  void toolbeltExchange({ ...request, setAbort });
  setAbort.mock.lastCall?.[0]();

  expect(abort).toHaveBeenCalledOnce();
});
