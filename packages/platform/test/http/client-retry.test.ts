import { describe, expect, it, vi } from 'vitest';
import { FunctionError } from '../../src/errors/function-error.ts';
import { idempotent, unsent } from '../../src/http/retry.ts';
import { createTestClock } from '../../src/testing/index.ts';
import { sleep } from '../../src/time/clock.ts';
import { createPacer } from '../../src/time/pacer.ts';
import { answer, clientMeeting, URL_OF_API } from '../support/client.ts';

const get = { method: 'GET', url: URL_OF_API, retry: idempotent };
const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
const refused = Object.assign(new Error('refused'), { code: 'ECONNREFUSED' });

describe('repetition', () => {
  it.each([
    ['a network failure', reset],
    ['503', answer(503)],
    ['429', answer(429)],
  ])('follows %s until an attempt succeeds', async (_, fate) => {
    const { http, clock, attempts } = clientMeeting([fate, fate, answer(200)]);

    expect(await clock.finish(http.send(get))).toMatchObject({ status: 200 });
    expect(attempts).toHaveLength(3);
  });

  it('follows a timeout', async () => {
    const { http, clock, attempts } = clientMeeting(['silence', answer(200)], { timeoutMs: 500 });

    expect(await clock.finish(http.send(get))).toMatchObject({ status: 200 });
    expect(attempts).toHaveLength(2);
  });

  it('ends after four attempts with the last outcome', async () => {
    const { http, clock, attempts } = clientMeeting([reset, answer(503), reset, answer(500)]);

    expect(await clock.finish(http.send(get))).toMatchObject({ status: 500 });
    expect(attempts).toHaveLength(4);
  });

  it('ends after four attempts with the last error', async () => {
    const { http, clock } = clientMeeting([answer(503), answer(503), answer(503), reset]);

    await expect(clock.finish(http.send(get))).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
  });

  it('ends with RATE_LIMITED when the last answer is 429', async () => {
    const { http, clock } = clientMeeting([answer(429)]);

    await expect(clock.finish(http.send(get))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
  });

  it('never happens without a policy', async () => {
    const { http, clock, attempts } = clientMeeting([refused]);

    await expect(clock.finish(http.send({ method: 'GET', url: URL_OF_API }))).rejects.toThrow();
    expect(attempts).toHaveLength(1);
  });

  it('never follows a refusal of our own', async () => {
    const { http, attempts } = clientMeeting([answer(200)]);
    await expect(http.send({ ...get, url: 'https://evil.com' })).rejects.toThrow();

    expect(attempts).toHaveLength(0);
  });

  it.each(['RESPONSE_TOO_LARGE', 'DOMAIN_NOT_ALLOWLISTED', 'DEADLINE_EXCEEDED'] as const)(
    'never follows %s',
    async (code) => {
      const { http, clock, attempts } = clientMeeting([new FunctionError(code, 'x')]);

      await expect(clock.finish(http.send(get))).rejects.toMatchObject({ code });
      expect(attempts).toHaveLength(1);
    },
  );
});

describe('pauses', () => {
  it.each([
    ['least', 0, [0, 125, 375, 875]],
    ['most', 0.999_999, [0, 250, 750, 1_750]],
  ])('double, at %s jitter', async (_, jitter, expected) => {
    const { http, clock, attempts } = clientMeeting([answer(503)], { random: () => jitter });
    await clock.finish(http.send(get));

    expect(attempts.map(({ at }) => Math.round(at))).toEqual(expected);
  });

  it.each([
    ['seconds', '2', 2_000],
    ['a date', 'Thu, 01 Jan 2026 00:00:03 GMT', 3_000],
    ['no time at all', '0', 0],
  ])('follow Retry-After in %s', async (_, wish, pause) => {
    const { http, clock, attempts } = clientMeeting([answer(429, { 'retry-after': wish }), answer(200)]);
    await clock.finish(http.send(get));

    expect(attempts[1]?.at).toBe(pause);
  });

  it.each(['soon', '-1', '', 'Thu, 01 Jan 2015 00:00:00 GMT'])('ignore the Retry-After %j', async (wish) => {
    const { http, clock, attempts } = clientMeeting([answer(429, { 'retry-after': wish }), answer(200)]);
    await clock.finish(http.send(get));

    expect(attempts[1]?.at).toBe(187.5);
  });

  it('longer than what is left of the run end it at once', async () => {
    const { http, clock, attempts } = clientMeeting([answer(429, { 'retry-after': '28' })]);
    const began = clock.now();

    await expect(clock.finish(http.send(get))).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect([attempts.length, clock.now() - began]).toEqual([1, 0]);
  });
});

describe('prepare', () => {
  it('is awaited before every attempt', async () => {
    const { http, clock, attempts } = clientMeeting([answer(503), answer(200)]);
    const prepare = vi.fn(async () => {
      await sleep(clock, 1_000);
      return {};
    });
    await clock.finish(http.send({ ...get, prepare }));

    expect(prepare).toHaveBeenCalledTimes(2);
    expect(attempts.map(({ at }) => at)).toEqual([1_000, 2_187.5]);
  });

  it('is laid over the request for one attempt, and leaves the request as it is', async () => {
    const { http, clock, attempts } = clientMeeting([answer(503), answer(200)]);
    const request = {
      ...get,
      headers: { a: 'b' },
      prepare: async () =>
        attempts.length ? {} : { url: `${URL_OF_API}/signed`, headers: { c: 'd' }, body: 'x' },
    };
    await clock.finish(http.send(request));

    expect(attempts).toMatchObject([
      { url: `${URL_OF_API}/signed`, headers: { c: 'd' }, body: 'x' },
      { url: URL_OF_API, headers: { a: 'b' }, body: undefined },
    ]);
    expect(request).toMatchObject({ url: URL_OF_API, headers: { a: 'b' } });
  });

  it('cannot lead to an origin that is not configured', async () => {
    const { http, attempts } = clientMeeting([answer(200)]);
    const prepare = async () => ({ url: 'https://evil.example/' });

    await expect(http.send({ ...get, prepare })).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' });
    expect(attempts).toHaveLength(0);
  });

  it('ends the request with what it throws', async () => {
    const { http, attempts } = clientMeeting([answer(200)]);
    const stop = new FunctionError('RATE_LIMITED', 'enough');

    await expect(http.send({ ...get, prepare: () => Promise.reject(stop) })).rejects.toBe(stop);
    expect(attempts).toHaveLength(0);
  });

  it('that lasts until the deadline lets no request go out', async () => {
    const { http, clock, attempts } = clientMeeting([answer(200)], { deadlineMs: 1_000 });
    const prepare = async () => {
      await sleep(clock, 1_000);
      return {};
    };

    await expect(clock.finish(http.send({ ...get, prepare }))).rejects.toMatchObject({
      code: 'DEADLINE_EXCEEDED',
    });
    expect(attempts).toHaveLength(0);
  });
});

describe('a paced client', () => {
  it('waits for its turn before each attempt', async () => {
    const clock = createTestClock();
    const { http, attempts } = clientMeeting([answer(503), answer(200)], {
      clock,
      pacer: createPacer(clock, 1),
    });
    await clock.finish(http.paced().send({ ...get, retry: () => attempts.length < 2 }));
    await clock.finish(http.paced().detached().allowing([]).send(get));

    expect(attempts.map(({ at }) => at)).toEqual([0, 1_000, 2_000]);
  });

  it('waits for nothing where the platform does not count requests', async () => {
    const { http, attempts } = clientMeeting([answer(200)]);
    await Promise.all([1, 2, 3].map(() => http.paced().send(get)));

    expect(attempts.map(({ at }) => at)).toEqual([0, 0, 0]);
  });

  it('is another one than the client it was made from, which waits for nothing', async () => {
    const clock = createTestClock();
    const { http, attempts } = clientMeeting([answer(200)], { clock, pacer: createPacer(clock, 1) });
    await clock.finish(http.paced().send(get));
    await clock.finish(http.send(get));

    expect(attempts.map(({ at }) => at)).toEqual([0, 0]);
  });
});

describe('requests that must not arrive twice', () => {
  it('are repeated when nothing was sent', async () => {
    const { http, clock, attempts } = clientMeeting([refused, answer(200)]);

    expect(await clock.finish(http.send({ ...get, retry: unsent }))).toMatchObject({ status: 200 });
    expect(attempts).toHaveLength(2);
  });

  it('are not repeated when they may have arrived', async () => {
    const { http, clock, attempts } = clientMeeting([reset]);

    await expect(clock.finish(http.send({ ...get, retry: unsent }))).rejects.toMatchObject({
      code: 'NETWORK_ERROR',
    });
    expect(attempts).toHaveLength(1);
  });
});
