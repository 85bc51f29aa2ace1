import { describe, expect, it } from 'vitest';
import { FunctionError } from '../../src/errors/function-error.ts';
import { idempotent } from '../../src/http/retry.ts';
import { createTestClock } from '../../src/testing/index.ts';
import { answer, clientMeeting, URL_OF_API } from '../support/client.ts';

const get = { method: 'GET', url: URL_OF_API };

describe('request', () => {
  it('goes out as it is, with the default size cap', async () => {
    const { http, attempts } = clientMeeting([answer(200)]);
    await http.send({ method: 'POST', url: URL_OF_API, headers: { a: 'b' }, body: 'x' });

    expect(attempts).toEqual([
      {
        method: 'POST',
        url: URL_OF_API,
        headers: { a: 'b' },
        body: 'x',
        maxBytes: 1_048_576,
        setAbort: expect.any(Function),
        at: 0,
        isAborted: false,
      },
    ]);
  });

  it('passes on a size cap of its own', async () => {
    const { http, attempts } = clientMeeting([answer(200)]);
    await http.send({ ...get, maxBytes: 5 });

    expect(attempts[0]?.maxBytes).toBe(5);
  });

  it.each([200, 302, 404, 429, 503])('gives back status %i as a result, and asks once', async (status) => {
    const { http, attempts } = clientMeeting([answer(status)]);

    expect(await http.send(get)).toEqual(answer(status));
    expect(attempts).toHaveLength(1);
  });

  it('leaves no timer behind, whether it succeeds or fails', async () => {
    const { http, clock } = clientMeeting([answer(200), new Error('x')]);
    await http.send(get);
    await http.send(get).catch(() => {});

    expect(clock.pending()).toBe(0);
  });
});

describe('allowed origins', () => {
  it.each([
    'https://other.example.com/',
    'http://api.example.com/orders',
    'https://api.example.com:8443/orders',
    'https://api.example.com.evil.com/',
    'https://api.example.com@evil.com/',
    'ftp://api.example.com/',
  ])('refuse %s without a request', async (url) => {
    const { http, attempts } = clientMeeting([answer(200)]);

    await expect(http.send({ ...get, url })).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' });
    expect(attempts).toHaveLength(0);
  });

  it.each(['https://api.example.com/other?q=1', 'https://API.example.com:443/'])('accept %s', async (url) => {
    const { http } = clientMeeting([answer(200)]);

    await expect(http.send({ ...get, url })).resolves.toMatchObject({ status: 200 });
  });

  it('refuse plain http even when it is configured', async () => {
    const { http } = clientMeeting([answer(200)], { allowed: ['http://api.example.com'] });

    await expect(http.send({ ...get, url: 'http://api.example.com' })).rejects.toMatchObject({
      code: 'TARGET_NOT_ALLOWED',
    });
  });

  it('grow with allowing, for the new client only', async () => {
    const { http } = clientMeeting([answer(200)]);
    const wider = http.allowing(['https://login.example.com/token']);

    expect(wider.origins).toEqual(['https://api.example.com', 'https://login.example.com']);
    expect(http.origins).toEqual(['https://api.example.com']);
    await expect(wider.send({ ...get, url: 'https://login.example.com/' })).resolves.toBeDefined();
    await expect(wider.send(get)).resolves.toBeDefined();
  });
});

describe('time limits', () => {
  it('end an attempt with TIMEOUT, and abort it', async () => {
    const { http, clock, attempts } = clientMeeting(['silence'], { timeoutMs: 300 });
    const work = http.send(get);
    const failed = expect(work).rejects.toMatchObject({ code: 'TIMEOUT' });
    await clock.advance(299);
    expect(attempts[0]?.isAborted).toBe(false);
    await clock.advance(1);
    await failed;

    expect(attempts[0]?.isAborted).toBe(true);
  });

  it('name the host', async () => {
    const { http, clock } = clientMeeting(['silence']);

    await expect(clock.finish(http.send(get))).rejects.toThrow('api.example.com');
  });

  it('end the last attempt at the deadline of the run', async () => {
    const { http, clock, attempts } = clientMeeting(['silence'], { deadlineMs: 12_000 });
    await clock.advance(11_000);
    const began = clock.now();
    await expect(clock.finish(http.send(get))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });

    expect(clock.now() - began).toBe(1_000);
    expect(attempts[0]?.isAborted).toBe(true);
  });

  it('let nothing go out after the deadline: its answer would be lost', async () => {
    const { http, clock, attempts } = clientMeeting([answer(200)], { deadlineMs: 12_000 });
    await clock.advance(12_000);

    await expect(clock.finish(http.send(get))).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    expect(attempts).toHaveLength(0);
  });

  it('stay as long as they are when the clock is set back during a run', async () => {
    const clock = createTestClock();
    let setBackMs = 0;
    const { http, attempts } = clientMeeting([answer(429, { 'retry-after': '60' })], {
      clock: { ...clock, now: () => clock.now() - setBackMs },
    });
    setBackMs = 3_600_000;

    await expect(http.send({ ...get, retry: idempotent })).rejects.toMatchObject({ code: 'RATE_LIMITED' });
    expect(attempts).toHaveLength(1);
  });

  it('count anew for work that outlives its run', async () => {
    const { http, clock } = clientMeeting(['silence'], { deadlineMs: 5_000 });
    await clock.advance(60_000);
    const shared = http.detached();
    await clock.advance(1_000);
    const began = clock.now();
    const failed = expect(clock.finish(shared.send(get))).rejects;
    await failed.toMatchObject({ code: 'DEADLINE_EXCEEDED' });

    expect(clock.now() - began).toBe(4_000);
  });

  it('keep the origins of a detached client', async () => {
    const { http } = clientMeeting([answer(200)]);

    await expect(http.detached().send({ ...get, url: 'https://evil.com' })).rejects.toMatchObject({
      code: 'TARGET_NOT_ALLOWED',
    });
  });
});

describe('failure', () => {
  it("is DOMAIN_NOT_ALLOWLISTED when the platform's proxy refuses the host", async () => {
    const refusal = 'You do not have access to the page or resource you are trying to reach\n';
    const { http } = clientMeeting([answer(403, {}, refusal)], { hasAllowlist: true });

    const error = await http.send(get).catch((reason) => reason);

    expect(error).toMatchObject({ code: 'DOMAIN_NOT_ALLOWLISTED' });
    expect(error.message).toContain('api.example.com');
  });

  it('is the peer’s own affair, whatever it says, where there is no proxy', async () => {
    const refusal = 'You do not have access to the page or resource you are trying to reach\n';

    expect(await clientMeeting([answer(403, {}, refusal)]).http.send(get)).toMatchObject({ status: 403 });
  });

  it('is the peer’s own affair when it answers 403', async () => {
    const { http } = clientMeeting([answer(403, {}, '{"error":"forbidden"}')]);

    expect(await http.send(get)).toMatchObject({ status: 403 });
  });

  it('is NETWORK_ERROR without a word of the original message', async () => {
    const { http } = clientMeeting([
      Object.assign(new Error('GET /orders?key=s3cret failed'), { code: 'ECONNRESET' }),
    ]);

    const error = await http.send(get).catch((reason) => reason);

    expect(error).toMatchObject({ code: 'NETWORK_ERROR', reason: 'ECONNRESET' });
    expect(error.message).toContain('api.example.com');
    expect(error.message).not.toContain('s3cret');
  });

  it('keeps its code when the exchange has given it one', async () => {
    const error = new FunctionError('RESPONSE_TOO_LARGE', 'too much');
    const { http } = clientMeeting([error]);

    await expect(http.send(get)).rejects.toBe(error);
  });
});
