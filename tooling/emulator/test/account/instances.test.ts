import { type AddressInfo, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { deployment, emulator, v1, v2 } from '../support/emulator.ts';

const COUNT = 'globalThis.n = (globalThis.n ?? 0) + 1;';
const trigger = 'invocation';

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

it('serves concurrent calls of V1 in one instance, and of V2 one in each', async () => {
  const { account } = await emulator();
  const one = deployment('v1', 'one', v1(`${COUNT} setTimeout(() => callback(null, globalThis.n), 50)`));
  const two = deployment(
    'v2',
    'two',
    v2(`${COUNT} await new Promise((r) => setTimeout(r, 50)); return globalThis.n`),
  );
  account.deploy(one);
  account.deploy(two);
  const three = (d: typeof one) =>
    Promise.all([1, 2, 3].map(() => account.invoke(d, {}, { trigger }).then(({ answer }) => answer.result)));

  expect(await three(one)).toEqual([3, 3, 3]);
  expect(account.instances).toBe(1);
  expect(await three(two)).toEqual([1, 1, 1]);
  expect(account.instances).toBe(4);
  // Idle ones are reused.
  expect(await three(two)).toEqual([2, 2, 2]);
  expect(account.instances).toBe(4);
});

it('tells a cold start from a warm one, and starts one when asked to', async () => {
  const { account } = await emulator();
  const fn = deployment('v2', 'fn', v2(`${COUNT} return [globalThis.n, process.env.A]`));
  account.deploy(fn);
  const call = async (options: object = {}) => {
    const { record, answer } = await account.invoke(fn, {}, { trigger, ...options });
    return [record.cold, answer.result];
  };

  expect(await call()).toEqual([true, [1, null]]);
  expect(await call()).toEqual([false, [2, null]]);
  expect(await call({ cold: true })).toEqual([true, [1, null]]);
  expect(await call({ env: { A: 'x' } })).toEqual([true, [1, 'x']]);
  expect(await call()).toEqual([false, [3, null]]);
});

it.each(['v1', 'v2'] as const)(
  'gives a call of %s the instance that is being started for it',
  async (target) => {
    const { account } = await emulator();
    const fn = deployment(target, 'fn', target === 'v1' ? v1('callback(null, 1)') : v2('return 1'));
    account.deploy(fn);
    const warming = account.warm(fn);
    const calls = await Promise.all([1, 2].map(() => account.invoke(fn, {}, { trigger })));
    await warming;

    expect(calls.map(({ record }) => record.cold)).toEqual(target === 'v1' ? [false, false] : [false, true]);
    expect(account.instances).toBe(target === 'v1' ? 1 : 2);
    await account.warm(fn);
    expect((await account.invoke(fn, {}, { trigger })).record.cold).toBe(false);
    expect(account.instances).toBe(target === 'v1' ? 1 : 2);
  },
);

it.each(['v1', 'v2'] as const)('serves the next call of %s within a second after a kill', async (target) => {
  const { account } = await emulator({ limitsMode: 'enforce' });
  const body = `if (input.payload) process.kill(process.pid, 'SIGKILL');`;
  const fn = deployment(
    target,
    'fn',
    target === 'v1' ? v1(`${body} callback(null, 1)`) : v2(`${body} return 1`),
  );
  account.deploy(fn);
  const { run, record } = await account.invoke(fn, { payload: 'die' }, { trigger });
  expect(run.error?.name).toBe('InstanceExit');
  expect(record.state).toBe('PLATFORM_FAILURE');

  const startedAt = performance.now();
  expect((await account.invoke(fn, {}, { trigger })).answer.result).toBe(1);
  expect(performance.now() - startedAt).toBeLessThan(1_000);
});

it('lets a running call end in the version it began in', async () => {
  const { account } = await emulator();
  const slow = `await new Promise((r) => setTimeout(r, 150));`;
  const old = deployment('v2', 'fn', v2(`${slow} return 'old'`));
  account.deploy(old);
  const running = account.invoke(old, {}, { trigger });
  await sleep(100);
  const fresh = deployment('v2', 'fn', v2(`return 'new'`));
  account.deploy(fresh);

  expect((await account.invoke(fresh, {}, { trigger })).answer.result).toBe('new');
  expect((await running).answer.result).toBe('old');
});

it('gives the port of a debugger to one instance, and after a save to the one in its place', async () => {
  const { account } = await emulator({ inspect: { port: await freePort() } });
  const isInspected = v2(`return process.execArgv.some((flag) => flag.startsWith('--inspect'))`);
  const fn = deployment('v2', 'fn', isInspected);
  const call = async () => (await account.invoke(fn, {}, { trigger })).answer.result;
  account.deploy(fn);
  expect(await call()).toBe(true);
  expect((await account.invoke(fn, {}, { trigger, cold: true })).answer.result).toBe(false);

  account.deploy(fn);
  expect(await call()).toBe(true);

  const broken = deployment('v2', 'fn', { code: '} no code {' });
  account.deploy(broken);
  await expect(account.invoke(broken, {}, { trigger })).rejects.toThrow();
  account.deploy(fn);
  expect(await call()).toBe(true);
});

it('says why a schedule of what cannot be built does not run, and goes on', async () => {
  const said: string[] = [];
  const { account, scheduler } = await emulator({ onSchedule: (_, text) => said.push(text) });
  const fn = deployment('v2', 'fn', { problem: 'functions/fn/src/index.ts:1:1: no' });
  account.deploy(fn);
  const schedule = scheduler.create({
    target: 'v2',
    functionUuid: fn.uuid,
    function: 'fn',
    cron: '0 1 * * *',
  });

  await scheduler.fire(schedule);
  expect(said).toEqual(['cannot run: functions/fn/src/index.ts:1:1: no']);
  expect(schedule.didLastExecutionFail).toBe(true);
});

it('invokes again what was invoked last, if anything was', async () => {
  const { account } = await emulator();
  expect(await account.repeatLast()).toBeUndefined();
  const fn = deployment('v2', 'fn', v2('return input.payload'));
  account.deploy(fn);
  await account.invoke(fn, { payload: 'again' }, { trigger });
  expect((await account.repeatLast())?.answer.result).toBe('again');
});

it('loses what is no Error on its way, as each generation does', async () => {
  const { account } = await emulator();
  const thrown = deployment('v2', 'thrown', v2('throw { code: 1 }'));
  const text = deployment('v1', 'text', v1(`callback(input.payload)`));
  account.deploy(thrown);
  account.deploy(text);
  const answer = async (d: typeof text, payload?: unknown) =>
    (await account.invoke(d, { payload }, { trigger })).answer;

  expect(await answer(thrown)).toEqual({ result: undefined });
  expect((await answer(text, 'no')).error?.message).toBe('no');
  expect(await answer(text, false)).toEqual({ result: undefined });
});

it('masks the secrets of the account in what it keeps', async () => {
  const { account } = await emulator();
  account.secrets.set('key', 'sesame&open');
  const fn = deployment(
    'v2',
    'fn',
    v2(`const { value } = await Toolbelt.SecretClient().readSecret('key'); console.info('it is', value);
      await fetch('http://127.0.0.1:2/?q=' + encodeURIComponent(value)).catch(() => {}); return { value }`),
  );
  account.deploy(fn);
  const { answer, record } = await account.invoke(fn, { payload: 'sesame&open' }, { trigger });

  expect(answer.result).toEqual({ value: 'sesame&open' });
  expect(JSON.stringify(record)).not.toMatch(/sesame/);
  expect(record.logs).toMatchObject([{ message: 'it is ***' }]);
  expect(account.state.history.list({ target: 'v2', uuid: fn.uuid })).toEqual([record]);
});

it('starts no instance for what is still to be warmed when it ends', async () => {
  const { account } = await emulator();
  const fn = deployment('v2', 'late', v2('return 1'));
  account.deploy(fn);

  const warming = account.warm(fn);
  await account.stop();
  await warming;
  await account.warm(fn);

  expect(account.instances).toBe(0);
  await expect(account.invoke(fn, {}, { trigger })).rejects.toThrow('the account has ended');
});
