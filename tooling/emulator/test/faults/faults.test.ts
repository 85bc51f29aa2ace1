import { expect, it, onTestFinished } from 'vitest';
import { type FaultPlan, startServer } from '../../src/index.ts';
import { deployment, emulator, v1, v2 } from '../support/emulator.ts';

const plan = (more: Partial<FaultPlan>): FaultPlan => ({
  seed: 1,
  secrets: 0,
  hosts: [],
  latencyMs: 0,
  timeoutMs: 50,
  duplicate: 0,
  ...more,
});

const ASK = {
  v1: v1(`Toolbelt.HTTPClient()(input.payload, { simple: false, resolveWithFullResponse: true })
    .then(({ statusCode }) => callback(null, statusCode), (error) => callback(null, error.cause.code))`),
  v2: v2('return fetch(input.payload).then((r) => r.status, (e) => e.cause.code)'),
};

async function server() {
  const started = await startServer(() => ({ body: 'fine' }));
  onTestFinished(started.stop);
  return started;
}

it.each([
  ['v1', { kind: 'status', status: 503 }, 503],
  ['v2', { kind: 'status', status: 503 }, 503],
  ['v1', { kind: 'reset' }, 'ECONNRESET'],
  ['v2', { kind: 'timeout' }, 'ETIMEDOUT'],
] as const)('on %s a host can answer %j', async (target, fault, outcome) => {
  const { url, requests } = await server();
  const { account } = await emulator({
    faults: plan({ hosts: [{ host: '127.0.0.1', share: 1, ...fault }] }),
  });
  const fn = deployment(target, 'fn', ASK[target]);
  account.deploy(fn);

  const { answer, run } = await account.invoke(fn, { payload: url }, { trigger: 'person' });
  expect(answer.result).toBe(outcome);
  expect(run.requests).toMatchObject([{ refusedBy: 'fault' }]);
  expect(requests).toHaveLength(0);
});

it('breaks the same calls again with the same seed, and others with another', async () => {
  const { url } = await server();
  const outcomes = async (seed: number) => {
    const host = { host: '127.0.0.1', kind: 'status', status: 500, share: 0.5 } as const;
    const { account } = await emulator({ faults: plan({ seed, hosts: [host] }) });
    const fn = deployment(
      'v2',
      'fn',
      v2(
        `const all = []; for (let i = 0; i < 16; i++) all.push((await fetch(input.payload)).status); return all`,
      ),
    );
    account.deploy(fn);
    return (await account.invoke(fn, { payload: url }, { trigger: 'person' })).answer.result as number[];
  };

  const first = await outcomes(7);
  expect(new Set(first)).toEqual(new Set([200, 500]));
  expect(await outcomes(7)).toEqual(first);
  expect(await outcomes(8)).not.toEqual(first);
});

it('makes secrets fail, requests wait, and delivers calls twice', async () => {
  const { url, requests } = await server();
  const { account } = await emulator({ faults: plan({ secrets: 1, latencyMs: 80, duplicate: 1 }) });
  account.secrets.set('a', 'x');
  const secret = deployment(
    'v2',
    'secret',
    v2(`return (await Toolbelt.SecretClient().readSecret('a')).value`),
  );
  const ask = deployment('v2', 'ask', ASK.v2);
  account.deploy(secret);
  account.deploy(ask);

  const failed = await account.invoke(secret, {}, { trigger: 'person' });
  expect(failed.run.error?.code).toBe('com.liveperson.faas.secret.op-failed');
  const { run } = await account.invoke(ask, { payload: url }, { trigger: 'person' });
  expect(run.durationMs).toBeGreaterThan(75);
  await expect.poll(() => requests.length).toBe(2);
});
