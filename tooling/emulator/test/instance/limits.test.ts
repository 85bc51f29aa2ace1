import nock from 'nock';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type LoopbackServer, startServer } from '../../src/index.ts';
import { startV1, startV2 } from './lambda.ts';

let server: LoopbackServer;
beforeAll(async () => {
  server = await startServer(({ target }) =>
    target === '/away' ? { status: 302, headers: { location: 'http://localhost:1/' } } : { body: 'hello' },
  );
});
afterAll(() => server.stop());
beforeEach(() => {
  server.requests.length = 0;
  nock.enableNetConnect('127.0.0.1');
});

describe('time', () => {
  it.each([
    ['V1', startV1],
    ['V2', startV2],
  ])('kills a busy loop on %s, and keeps what the run had logged', async (_, start) => {
    const instance = await start(`console.warn('here'); for (;;);`, { killAfterMs: 150 });

    const run = await instance.invoke();

    expect(run).toMatchObject({
      error: { name: 'ExecutionTimeExceeded', message: 'killed after 150 ms' },
      logs: [{ level: 'warn', message: 'here' }],
      broken: ['durationMs'],
    });
    expect(run.usage.durationMs?.used).toBeGreaterThanOrEqual(150);
    expect((await instance.ended).signal).toBe('SIGKILL');
  });
});

describe('memory', () => {
  it.each([
    ['the heap', `const kept = []; for (;;) kept.push('x'.repeat(100).split('').map((c) => ({ c })));`],
    [
      'buffers',
      `const kept = []; for (;;) { kept.push(Buffer.alloc(4_000_000, 1)); await new Promise(setImmediate); }`,
    ],
  ])('ends a process that fills %s', async (_, code) => {
    const instance = await startV2(code, { limits: { memoryMb: 100 } });

    expect(await instance.invoke()).toMatchObject({
      error: { name: 'OutOfMemory', message: 'killed above 100 MB' },
      broken: ['memoryMb'],
    });
  });

  it('is only reported when limits warn, and not looked at when they are off', async () => {
    const code = `const kept = Buffer.alloc(60_000_000, 1); return kept.length`;
    const [warned, free] = await Promise.all([
      startV2(code, { limits: { memoryMb: 60 }, limitsMode: 'warn' }),
      startV2(code, { limits: { memoryMb: 60 }, limitsMode: 'off' }),
    ]);

    const run = await warned.invoke();
    expect(run).toMatchObject({ result: 60_000_000, broken: ['memoryMb'] });
    expect(run.usage.memoryMb?.used).toBeGreaterThan(60);
    expect(await free.invoke()).toMatchObject({ result: 60_000_000, broken: [] });
  });
});

describe('outbound requests of V1', () => {
  const GET_MANY = `
    const get = () => Toolbelt.HTTPClient()(input.payload.url, { simple: false, resolveWithFullResponse: true });
    Promise.all(Array.from({ length: input.payload.count }, get))
      .then((answers) => callback(null, answers.map(({ statusCode }) => statusCode)), callback)`;

  it('answers 429 beyond twenty in a second, in the place of the host', async () => {
    const instance = await startV1(GET_MANY);

    const run = await instance.invoke({ url: server.url, count: 25 });

    const statuses = run.result as number[];
    expect(statuses.filter((status) => status === 200)).toHaveLength(20);
    expect(statuses.filter((status) => status === 429)).toHaveLength(5);
    expect(server.requests).toHaveLength(20);
    expect(run.broken).toEqual(['requestsPerSecond']);
    expect(run.requests.filter(({ refusedBy }) => refusedBy === 'requestsPerSecond')).toHaveLength(5);
  });

  it('counts by the clock of the instance, which can be turned forward', async () => {
    const instance = await startV1(GET_MANY);

    const first = await instance.invoke({ url: server.url, count: 20 });
    instance.advanceClock(1_000);
    const second = await instance.invoke({ url: server.url, count: 20 });

    expect([...(first.result as number[]), ...(second.result as number[])]).toEqual(Array(40).fill(200));
  });

  it('says how many there were, and sends them all when limits warn', async () => {
    const instance = await startV1(GET_MANY, { limitsMode: 'warn' });

    const run = await instance.invoke({ url: server.url, count: 25 });

    expect(run.result).toEqual(Array(25).fill(200));
    expect(run.usage.requestsPerSecond).toEqual({ used: 25, allowed: 20 });
    expect(run.broken).toEqual(['requestsPerSecond']);
  });

  it('wants every host of a redirect chain on the allowlist', async () => {
    const instance = await startV1(GET_MANY, { allowlist: ['127.0.0.1'] });

    const run = await instance.invoke({ url: `${server.url}/away`, count: 1 });

    expect(run.result).toEqual([403]);
    expect(run.broken).toEqual(['allowlist']);
    expect(run.requests).toMatchObject([
      { url: `${server.url}/away`, status: 302 },
      { url: 'http://localhost:1/', status: 403, refusedBy: 'allowlist' },
    ]);
  });
});

describe('connections of V2', () => {
  it('are refused beyond what an instance may open in a second', async () => {
    const instance = await startV2(
      `const get = () => fetch(input.payload).then((r) => r.status, (e) => e.cause.code);
       return Promise.all(Array.from({ length: 12 }, get))`,
      { limits: { connectionsPerSecond: 10 } },
    );

    const run = await instance.invoke(server.url);

    expect((run.result as unknown[]).filter((status) => status === 200)).toHaveLength(10);
    expect((run.result as unknown[]).filter((status) => status === 'ECONNREFUSED')).toHaveLength(2);
    expect(run.usage.connectionsPerSecond).toEqual({ used: 11, allowed: 10 });
    expect(run.broken).toEqual(['connectionsPerSecond']);
  });
});

describe('what a run tells', () => {
  it('notes each request with its status, and of headers only the harmless values', async () => {
    const instance = await startV2(
      `await fetch(input.payload, { method: 'PUT', headers: { authorization: 'Bearer abc', accept: 'text/plain' } });
       await fetch('http://127.0.0.1:2/').catch(() => {})`,
    );

    const { requests } = await instance.invoke(`${server.url}/a?b=1`);

    expect(requests).toMatchObject([
      {
        method: 'PUT',
        url: `${server.url}/a?b=1`,
        status: 200,
        headers: { authorization: '…', accept: 'text/plain' },
      },
      { method: 'GET', error: expect.any(String) },
    ]);
    expect(JSON.stringify(requests)).not.toContain('abc');
  });

  it('counts entries and characters of logs', async () => {
    const instance = await startV2(`for (let i = 0; i < 11; i++) console.info('xx')`);

    const run = await instance.invoke();

    expect(run.usage).toMatchObject({
      logEntries: { used: 11, allowed: 10 },
      logChars: { used: 22, allowed: 5_000 },
    });
    expect(run.broken).toEqual(['logEntries']);
    expect(run.keptLogs).toHaveLength(1);
  });
});

describe('share of a processor', () => {
  it('holds a busy loop to its part', async () => {
    const instance = await startV2(
      `const before = process.cpuUsage(); const end = Date.now() + 600; while (Date.now() < end);
       const { user, system } = process.cpuUsage(before); return (user + system) / 600_000`,
      { cpuShare: 0.1 },
    );

    const { result } = await instance.invoke();

    expect(result).toBeGreaterThan(0.01);
    expect(result).toBeLessThan(0.16);
  });
});
