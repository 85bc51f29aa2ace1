import { type BrokenLimit, startServer, uuidOf } from '@lp-functions/emulator';
import { describe, expect, it, onTestFinished } from 'vitest';
import { clientFor } from '../../src/client/client.ts';
import { accountWith } from '../support/misbehaving.ts';

type Target = 'v1' | 'v2';

/** One function for each limit, which does nothing but hit it unless it is told to behave. */
interface Misbehaving {
  limit: BrokenLimit;
  on: readonly Target[];
  body: (url: string) => string;
  /** What the caller gets: an error's code or message, or a result. */
  caller: RegExp;
}

const GET = `const get = (url) => Toolbelt.HTTPClient()(url, { simple: false, resolveWithFullResponse: true });`;
const MISBEHAVING: readonly Misbehaving[] = [
  {
    limit: 'durationMs',
    on: ['v1', 'v2'],
    body: () => 'for (;;);',
    caller: /execut.*exceeded.*killed after 1000 ms/,
  },
  {
    limit: 'memoryMb',
    on: ['v1', 'v2'],
    body: () =>
      'const kept = []; for (;;) { kept.push(Buffer.alloc(8e6, 1)); await new Promise(setImmediate); }',
    caller: /killed above 256 MB/,
  },
  {
    limit: 'requestsPerSecond',
    on: ['v1'],
    body: (url) => `${GET} const all = await Promise.all(Array.from({ length: 22 }, () => get('${url}')));
      reply(all.map(({ statusCode }) => statusCode).sort().at(-1))`,
    caller: /429/,
  },
  {
    limit: 'allowlist',
    on: ['v1'],
    body: () =>
      `${GET} const { statusCode } = await get('http://not-on-the-list.example/'); reply(statusCode)`,
    caller: /403/,
  },
  {
    limit: 'connectionsPerSecond',
    on: ['v2'],
    body: (
      url,
    ) => `const all = Array.from({ length: 720 }, () => fetch('${url}').then(() => '', (e) => e.cause.code));
      reply((await Promise.all(all)).filter(Boolean)[0])`,
    caller: /ECONNREFUSED/,
  },
  {
    limit: 'logEntries',
    on: ['v1', 'v2'],
    body: () => `for (let i = 0; i < 11; i++) console.warn(String(i)); reply('logged')`,
    caller: /logged/,
  },
  {
    limit: 'logChars',
    on: ['v1', 'v2'],
    body: () => `console.warn('x'.repeat(5001)); reply('logged')`,
    caller: /logged/,
  },
  {
    limit: 'secretChars',
    on: ['v1', 'v2'],
    body: () =>
      `await Toolbelt.SecretClient().updateSecret({ key: 'key', value: 'x'.repeat(16_400) }); reply('stored')`,
    caller: /at most 1\d,?\d+ characters/,
  },
];

describe.each(MISBEHAVING)('$limit', ({ limit, on, body, caller }) => {
  it.each(on)('%s enforces it, says so, and serves the next call within a second', async (target) => {
    const server = await startServer(() => ({ body: 'ok' }));
    onTestFinished(server.stop);
    const { account, doors } = await accountWith(
      { bad: { body: `if (input.payload.behave) return reply('good'); ${body(server.url)}` } },
      { runLimits: { durationMs: limit === 'durationMs' ? 1_000 : 30_000 } },
    );
    account.secrets.set('key', 'old');
    const client = clientFor(target, doors[target].url, { failOnErrorStatusCode: false });
    const call = async (payload: object) =>
      client
        .invoke({
          lambdaUuid: uuidOf(target, 'bad'),
          externalSystem: 'test',
          body: { headers: [], payload },
        })
        .then(({ body: answer }) => JSON.stringify(answer));

    expect(await call({})).toMatch(caller);
    const [run] = account.state.history.list({ target, uuid: uuidOf(target, 'bad') });
    expect(run?.broken).toContain(limit);

    const startedAt = performance.now();
    expect(await call({ behave: true })).toBe('"good"');
    expect(performance.now() - startedAt).toBeLessThan(1_000);
  });
});

it.each(['v1', 'v2'] as const)('%s: a secret must exist before it is updated', async (target) => {
  const { account, doors } = await accountWith({
    bad: { body: `await Toolbelt.SecretClient().updateSecret({ key: 'none', value: 'x' })` },
  });
  const call = clientFor(target, doors[target].url).invoke({
    lambdaUuid: uuidOf(target, 'bad'),
    externalSystem: 'test',
    body: { headers: [], payload: {} },
  });

  await expect(call).rejects.toMatchObject({ name: 'FaaSLambdaError' });
  expect(account.secrets.names()).toEqual([]);
});
