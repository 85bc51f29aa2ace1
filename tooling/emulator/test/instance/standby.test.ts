import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { type InstanceOptions, startInstance } from '../../src/instance/index.ts';
import { createStandby, type Standby } from '../../src/instance/standby.ts';

/** Longer than a standby waits before it starts one. */
const REFILLED_MS = 400;

function setUp() {
  const standby = createStandby();
  onTestFinished(standby.stop);
  /** Process ids of those that were taken. */
  const taken: (number | undefined)[] = [];
  const watched: Standby = {
    ...standby,
    take(plan) {
      const isolate = standby.take(plan);
      if (isolate) taken.push(isolate.pid);
      return isolate;
    },
  };
  const start = async (body: string, options: Partial<InstanceOptions> = {}) => {
    const artifact = { code: `async function lambda(input) { ${body} }` };
    const instance = await startInstance({
      function: 'f',
      target: 'v2',
      artifact,
      standby: watched,
      ...options,
    });
    onTestFinished(async () => void (await instance.stop({ lingerMs: 0 })));
    return { pid: instance.pid, result: (await instance.invoke()).result };
  };
  return { start, taken };
}

it('runs the next instance in a process that has been waiting, and gives it what its own would have', async () => {
  const { start, taken } = setUp();
  const first = await start('return process.cwd()', { env: { FIRST: '1' } });
  await sleep(REFILLED_MS);
  const { pid, result } = await start('return { env: process.env, folder: process.cwd() }', {
    env: { SECOND: '2' },
  });

  expect(taken).toEqual([pid]);
  expect(result).toEqual({
    env: { SECOND: '2', X_LIVEPERSON_BRAND_ID: '12345678' },
    folder: expect.stringContaining('lp-instance-'),
  });
  expect(result).not.toHaveProperty('folder', first.result);
});

it.each([
  { what: 'variables of Node.js', options: { env: { NODE_OPTIONS: '--no-deprecation' } } },
  { what: 'another limit of memory', options: { limits: { memoryMb: 300 } } },
])('starts a process of its own for $what', async ({ options }) => {
  const { start, taken } = setUp();
  await start('return 1;');
  await sleep(REFILLED_MS);

  expect(await start('return 2;', options)).toMatchObject({ result: 2 });
  expect(taken).toEqual([]);
});

it('starts a process when none is waiting yet', async () => {
  const { start, taken } = setUp();
  await start('return 1;');
  await sleep(REFILLED_MS);
  const second = await start('return 2;');
  expect(taken).toEqual([second.pid]);
  // The next one is not there yet.
  expect(await start('return 3;')).toMatchObject({ result: 3 });
  expect(taken).toEqual([second.pid]);
});

it('starts none once it has been stopped, also for an instance that was starting then', async () => {
  const standby = createStandby();
  const plan = { execPath: process.execPath, execArgv: [] };
  let started = 0;
  const start = () => {
    started += 1;
    throw new Error('nobody would end it');
  };

  standby.refill(plan, start);
  await standby.stop();
  standby.refill(plan, start);
  await sleep(REFILLED_MS);

  expect(started).toBe(0);
});
