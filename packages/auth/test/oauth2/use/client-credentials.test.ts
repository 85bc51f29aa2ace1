import { describe, expect, it } from 'vitest';
import { type ClientCredentials, clientCredentials } from '../../../src/index.ts';
import { type Call, createInstance } from '../instance.ts';
import { answer, OTHER_TOKEN_URL } from '../stub-server.ts';
import { TOKEN_URL } from '../support.ts';

const options: ClientCredentials = {
  tokenUrl: TOKEN_URL,
  clientAuth: 'client_secret_post',
  defaultTtlSecs: 300,
};

const call = (changes: Partial<ClientCredentials> = {}, more: Partial<Call> = {}): Call => ({
  tokens: (run) => clientCredentials(run, { ...options, ...changes }),
  ...more,
});

describe('a token', () => {
  it.each([
    { expiresIn: 3_600, keptSecs: 3_540 },
    { expiresIn: 240, keptSecs: 180 },
    { expiresIn: 100, keptSecs: 75 },
    { expiresIn: undefined, keptSecs: 240 },
  ])('of $expiresIn s is kept for $keptSecs s, counted from before the request', async (row) => {
    const { clock, run, server } = createInstance();
    server.expiresIn = row.expiresIn;
    server.tokenMs = 9_000;
    const start = clock.now();
    await run(call());
    await clock.advance(start + row.keptSecs * 1_000 - 1 - clock.now());
    await run(call());
    expect(server.tokenRequests).toHaveLength(1);
    await run(call());
    expect(server.tokenRequests).toHaveLength(2);
  });

  it('that is over at once still serves the run that asked for it', async () => {
    const { run, server } = createInstance();
    server.expiresIn = 0;
    expect(await run(call())).toMatchObject({ status: 200 });
    expect(await run(call())).toMatchObject({ status: 200 });
    expect(server.tokenRequests).toHaveLength(2);
  });

  it.each<[string, Partial<ClientCredentials>]>([
    ['token URL', { tokenUrl: OTHER_TOKEN_URL }],
    ['client authentication', { clientAuth: 'client_secret_basic' }],
    ['scope', { scope: 'b' }],
    ['audience', { audience: 'b' }],
    ['resource', { resource: ['https://a.example.com', 'https://b.example.com'] }],
    ['extra parameter', { extra: { tenant: 'b' } }],
  ])('for another %s is another one', async (_, change) => {
    const first = { scope: 'a', audience: 'a', resource: ['https://a.example.com'], extra: { tenant: 'a' } };
    const { run, server } = createInstance();
    await run(call(first));
    await run(call({ ...first }));
    expect(server.tokenRequests).toHaveLength(1);
    await run(call({ ...first, ...change }));
    expect(server.tokenRequests).toHaveLength(2);
  });

  it.each([
    ['SECRET_CLIENT_ID', 'client_id', 'canary-client'],
    ['SECRET_CLIENT_SECRET', 'client_secret', 'canary-secret'],
  ])('for what %s points to elsewhere is another one', async (variable, parameter, first) => {
    const env: Record<string, string> = {};
    const { run, secrets, server } = createInstance({ env });
    await run(call());
    secrets.values.set('other', 'canary-other');
    env[variable] = 'other';
    await run(call());
    expect(server.tokenRequests.map(({ body }) => new URLSearchParams(body).get(parameter))).toEqual([
      first,
      'canary-other',
    ]);
  });
});

it('a clock that steps back does not make a token good for longer', async () => {
  const { clock, run, server } = createInstance();
  await run(call());
  clock.stepBack(3_600_000);
  expect(await run(call())).toMatchObject({ status: 200 });
  expect(server.tokenRequests).toHaveLength(2);
  expect(await run(call())).toMatchObject({ status: 200 });
  expect(server.tokenRequests).toHaveLength(2);
});

it('a token is redacted in the run that got it, in one that waited for it, and in one that finds it kept', async () => {
  const { clock, run, start } = createInstance();
  const echo = call({}, { body: 'canary-token-1' });
  const runs = [...(await clock.finish(Promise.all([start(echo), start(echo)]))), await run(echo)];
  for (const { received } of runs) expect(received).toBe('[redacted]');
});

describe('a token request', () => {
  it('is made once for concurrent runs, and so are the reads of the secrets', async () => {
    const { clock, secrets, server, start } = createInstance();
    const runs = Promise.all(Array.from({ length: 50 }, () => start(call())));
    for (const { status } of await clock.finish(runs)) expect(status).toBe(200);
    expect(server.tokenRequests).toHaveLength(1);
    expect(secrets.calls.map(({ name }) => name)).toEqual(['clientId', 'clientSecret']);
  });

  it('reads the secrets as they are now, not as the platform has cached them', async () => {
    const { run, secrets } = createInstance();
    await run(call());
    expect(secrets.calls.every(({ fresh }) => fresh)).toBe(true);
  });

  it('that fails, fails for the runs that wait for it and is forgotten', async () => {
    const { clock, run, server, start } = createInstance();
    server.faults.push(answer(401, { error: 'invalid_client' }));
    const runs = await clock.finish(Promise.allSettled([start(call()), start(call())]));
    for (const run of runs) expect(run).toMatchObject({ reason: { code: 'TOKEN_REJECTED' } });
    // Nor is another way to authenticate tried.
    expect(server.tokenRequests).toHaveLength(1);
    expect(await run(call())).toMatchObject({ status: 200 });
  });

  it('is repeated after 429, 5xx and network errors', async () => {
    const { run, server } = createInstance();
    const reset = Object.assign(new Error('reset'), { code: 'ECONNRESET' });
    server.faults.push(answer(429), answer(503), reset);
    expect(await run(call())).toMatchObject({ status: 200 });
    expect(server.tokenRequests).toHaveLength(4);
  });

  it('waits as long as the server wishes before it is repeated', async () => {
    const { clock, run, server } = createInstance();
    server.faults.push({ ...answer(429), headers: { 'retry-after': '7' } });
    const start = clock.now();
    await run(call());
    expect(clock.now() - start).toBe(7_000 + 2 * server.tokenMs + server.apiMs);
  });

  it('is not repeated beyond the deadline', async () => {
    const { run, server } = createInstance();
    server.faults.push({ ...answer(503), headers: { 'retry-after': '60' } });
    await expect(run(call())).rejects.toThrow(
      'RESPONSE_INVALID: login.example.com answered 503 and no token; the server has a problem of its own, try again later',
    );
    expect(server.tokenRequests).toHaveLength(1);
  });

  it('goes on for the others when the run that began it reaches its deadline', async () => {
    const { clock, server, start } = createInstance({ env: { DEADLINE_MS: '5000' } });
    server.tokenMs = 3_000;
    const first = start(call({}, { delayMs: 4_000 }));
    const ended = expect(first).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await clock.advance(4_500);
    const second = start(call());
    await clock.advance(1_000);
    await ended;
    expect(server.aborted).toBe(0);
    expect(await clock.finish(second)).toMatchObject({ status: 200 });
    expect(server.tokenRequests).toHaveLength(1);
  });

  it('that never ends does not hold up the instance for ever', async () => {
    const { clock, run, secrets } = createInstance();
    secrets.before = () => new Promise(() => {});
    await expect(run(call())).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    secrets.before = () => {};
    await clock.advance(28_000);
    expect(clock.pending()).toBe(0);
    expect(await run(call())).toMatchObject({ status: 200 });
  });

  it('that runs out of time is begun anew, once, for the runs that joined it late', async () => {
    const { clock, secrets, server, start } = createInstance();
    secrets.before = () => new Promise(() => {});
    const first = expect(start(call())).rejects.toMatchObject({ code: 'DEADLINE_EXCEEDED' });
    await clock.advance(27_000);
    const late = Promise.all([start(call()), start(call())]);
    secrets.before = () => {};
    expect(await clock.finish(late)).toMatchObject([{ status: 200 }, { status: 200 }]);
    expect(server.tokenRequests).toHaveLength(1);
    await first;
  });
});

describe('after a 401', () => {
  it('concurrent runs share one renewal, and each sends its own request again, intact', async () => {
    const { clock, run, server, start } = createInstance();
    await run(call());
    server.valid = 'another';
    const bodies = Array.from({ length: 20 }, (_, index) => `{"order":${index}}`);
    const runs = bodies.map((body) => start(call({}, { body })));
    const results = await clock.finish(Promise.all(runs));
    expect(results).toEqual(bodies.map((received) => ({ status: 200, received })));
    expect(server.tokenRequests).toHaveLength(2);
    expect(server.apiRequests).toHaveLength(1 + 2 * 20);
  });

  it('a run that learns of it late takes the token that another one has renewed', async () => {
    const { clock, run, server, start } = createInstance();
    await run(call());
    server.valid = 'another';
    server.apiMs = 5_000;
    const slow = start(call());
    await clock.advance(1);
    server.apiMs = 10;
    expect(await run(call())).toMatchObject({ status: 200 });
    expect(await clock.finish(slow)).toMatchObject({ status: 200 });
    expect(server.tokenRequests).toHaveLength(2);
  });

  it('a second one is the result', async () => {
    const { clock, server, start } = createInstance();
    const pending = start(call());
    await clock.advance(server.tokenMs);
    server.valid = 'none of ours';
    await clock.advance(server.apiMs);
    await clock.advance(server.tokenMs);
    server.valid = 'none of ours';
    expect(await clock.finish(pending)).toMatchObject({ status: 401 });
    expect(server.tokenRequests).toHaveLength(2);
    expect(server.apiRequests).toHaveLength(2);
  });

  it('an API that refuses every token does not cost one at each run', async () => {
    const { clock, run, server } = createInstance();
    server.acceptsNone = true;
    for (let minute = 0; minute < 60; minute++) {
      expect(await run(call())).toMatchObject({ status: 401 });
      expect(await run(call())).toMatchObject({ status: 401 });
      await clock.advance(60_000);
    }
    // One to begin with, one renewal in vain after 0, 1, 3, 7, 15, 30 and 45 minutes, and one by expiry.
    expect(server.tokenRequests.length).toBeLessThanOrEqual(9);

    server.acceptsNone = false;
    await clock.advance(900_000);
    expect(await run(call())).toMatchObject({ status: 200 });
    server.valid = 'another';
    expect(await run(call())).toMatchObject({ status: 200 });
  });

  it('a renewal that fails is the error', async () => {
    const { run, server } = createInstance();
    await run(call());
    server.valid = 'another';
    server.faults.push(answer(400, { error: 'invalid_client' }));
    await expect(run(call())).rejects.toMatchObject({ code: 'TOKEN_REJECTED' });
  });
});
