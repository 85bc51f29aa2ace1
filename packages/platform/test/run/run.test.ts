import { describe, expect, it, vi } from 'vitest';
import { FunctionError, isFunctionError, optional, text, url } from '../../src/index.ts';
import { failureOf, runOf } from '../support/run.ts';

const WORD = { word: optional(text()) };

describe('payload', () => {
  it.each([{ word: 'a' }, '{"word":"a"}', ' {"word":"a"} '])('%j is read', async (payload) => {
    expect(await runOf(({ payload }) => payload, { payload, fields: WORD }).work).toEqual({ word: 'a' });
  });

  it.each([undefined, null, '', '{}', {}])('%j stands for an empty one', async (payload) => {
    expect(await runOf(({ payload }) => payload, { payload }).work).toEqual({});
  });

  it.each(['no JSON', '[]', '12', '"{}"', 'null', [], 12, true])('%j is refused', async (payload) => {
    const error = await failureOf(runOf(() => 1, { payload }).work);

    expect(error).toMatchObject({ code: 'INPUT_INVALID', message: expect.stringContaining('payload') });
  });

  it.each(['{"__proto__":{"word":"x"}}', '{"constructor":1}', '{"Word":"x"}', '{"wakeUp":false}'])(
    '%s has a field that nobody knows',
    async (payload) => {
      const error = await failureOf(runOf(() => 1, { payload, fields: WORD }).work);

      expect(error.code).toBe('INPUT_INVALID');
      expect({}).not.toHaveProperty('word');
    },
  );

  it('names every field at fault, and no value', async () => {
    const payload = { word: 5, wrod: 'pasted-s3cret' };
    const { message } = await failureOf(runOf(() => 1, { payload, fields: WORD }).work);

    expect(message).toMatch(/wrod.*word/);
    expect(message).not.toContain('s3cret');
  });

  it.each([{ wakeUp: true }, '{"wakeUp":true}', { wakeUp: true, other: 1 }])(
    '%j is answered at once, whatever else is wrong',
    async (payload) => {
      const handler = vi.fn();
      const { host, work } = runOf(handler, { payload, environment: { URL: url() } });

      expect(await work).toEqual({ awake: true });
      expect(handler).not.toHaveBeenCalled();
      expect(host.secretStorage.calls).toEqual([]);
    },
  );
});

describe('variables', () => {
  it('that are missing or malformed are CONFIG_INVALID, each named', async () => {
    const { work } = runOf(() => 1, {
      environment: { TARGET_URL: url() },
      env: { DEADLINE_MS: '1e3', LOG_LEVEL: 'loud' },
    });
    const error = await failureOf(work);

    expect(error.code).toBe('CONFIG_INVALID');
    expect(error.message).toMatch(/DEADLINE_MS.*LOG_LEVEL.*TARGET_URL/);
  });

  it('are checked before the payload is, and before anything is read', async () => {
    const { host, work } = runOf(({ secrets }) => secrets.read(['apiKey']), {
      environment: { TARGET_URL: url() },
      payload: { unknown: 1 },
    });

    expect((await failureOf(work)).code).toBe('CONFIG_INVALID');
    expect(host.secretStorage.calls).toEqual([]);
  });

  it('reach the handler read and complete, without what is not declared', async () => {
    const { work } = runOf(({ env }) => env, { env: { DEADLINE_MS: '20000', OTHER: 'x' } });

    expect(await work).toEqual({ REQUEST_TIMEOUT_MS: 10_000, DEADLINE_MS: 20_000, LOG_LEVEL: 'warn' });
  });

  it('configure the client: targets, further origins, limits', async () => {
    const { work, clock } = runOf(({ http: { origins, endsAt } }) => [origins, endsAt], {
      targets: ['https://a.example/path'],
      env: {
        ALLOWED_ORIGINS: 'https://b.example, https://c.example:8443/',
        DEADLINE_MS: '20000',
      },
    });

    expect(await work).toEqual([
      ['https://a.example', 'https://b.example', 'https://c.example:8443'],
      clock.now() + 20_000,
    ]);
  });

  it('limit each attempt', async () => {
    const { work, clock } = runOf(({ http }) => http.send({ method: 'GET', url: 'https://a.example' }), {
      targets: ['https://a.example'],
      env: { REQUEST_TIMEOUT_MS: '500' },
      exchange: () => new Promise(() => {}),
    });
    const began = clock.now();
    const failed = failureOf(work);
    await clock.finish(failed);

    expect([(await failed).code, clock.now() - began]).toEqual(['TIMEOUT', 500]);
  });
});

describe('result', () => {
  it.each([
    [undefined, null],
    [null, null],
    [0, 0],
    ['text', 'text'],
    [
      [1, { a: undefined }],
      [1, {}],
    ],
    [new Date(0), '1970-01-01T00:00:00.000Z'],
    [Number.NaN, null],
  ])('%j becomes %j', async (returned, result) => {
    expect(await runOf(() => returned).work).toEqual(result);
  });

  const circular: Record<string, unknown> = {};
  circular.self = circular;

  it.each([
    ['a BigInt', { n: 1n }],
    ['a circle', circular],
  ])('that is no JSON, because of %s, is INTERNAL', async (_, returned) => {
    expect((await failureOf(runOf(() => returned).work)).code).toBe('INTERNAL');
  });
});

describe('failure', () => {
  it.each([
    ['an Error', new RangeError('odd')],
    ['a text', 'odd'],
    ['an object', { code: 'E' }],
    ['nothing', undefined],
    ['null', null],
    ['a symbol', Symbol('odd')],
    ['an object that cannot be made text', Object.create(null)],
    [
      'an Error that cannot be made text',
      Object.defineProperty(new Error(), 'message', {
        get() {
          throw new Error('odd');
        },
      }),
    ],
  ])('with %s is INTERNAL, and an Error', async (_, thrown) => {
    const error = await failureOf(
      runOf(() => {
        throw thrown;
      }).work,
    );

    expect(error).toBeInstanceOf(Error);
    expect(isFunctionError(error)).toBe(true);
    expect(error).toMatchObject({ code: 'INTERNAL', message: expect.stringMatching(/^INTERNAL: /) });
  });

  it('of ours keeps code and text; its status and reason are for the code that runs', async () => {
    const { work } = runOf(() =>
      Promise.reject(new FunctionError('TOKEN_REJECTED', 'no: good', { status: 400 })),
    );

    expect(await failureOf(work)).toMatchObject({
      code: 'TOKEN_REJECTED',
      message: 'TOKEN_REJECTED: no: good',
      status: undefined,
      reason: undefined,
    });
  });

  it('of a handler that is not asynchronous is one like any other', async () => {
    const { work } = runOf(() => {
      throw new FunctionError('TIMEOUT', 'x');
    });

    expect((await failureOf(work)).code).toBe('TIMEOUT');
  });
});
