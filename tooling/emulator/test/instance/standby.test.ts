import { setTimeout as sleep } from 'node:timers/promises';
import { expect, it, onTestFinished } from 'vitest';
import { startInstance } from '../../src/instance/index.ts';
import { createStandby } from '../../src/instance/standby.ts';

/** Longer than one that is waited for needs to start. */
const WAITED_MS = 600;

function waiting() {
  const standby = createStandby();
  onTestFinished(standby.stop);
  const start = async (body: string, options: object = {}) => {
    const artifact = { code: `async function lambda(input) { ${body} }` };
    const instance = await startInstance({ function: 'f', target: 'v2', artifact, standby, ...options });
    onTestFinished(async () => void (await instance.stop({ lingerMs: 0 })));
    return (await instance.invoke()).result;
  };
  return { start };
}

const AGE = 'return { ageMs: process.uptime() * 1_000, env: process.env, folder: process.cwd() };';

it('runs the next instance in a process that has been waiting, and gives it what its own would have', async () => {
  const { start } = waiting();
  const first = await start(AGE, { env: { FIRST: '1' } });
  await sleep(WAITED_MS);
  const second = await start(AGE, { env: { SECOND: '2' } });

  expect(second).toMatchObject({ ageMs: expect.any(Number) });
  expect(second).toHaveProperty('env', { SECOND: '2', X_LIVEPERSON_BRAND_ID: '12345678' });
  expect(second).not.toHaveProperty('folder', process.cwd());
  expect((second as { ageMs: number }).ageMs).toBeGreaterThan(WAITED_MS / 3);
  expect((first as { ageMs: number }).ageMs).toBeGreaterThan(0);
});

it.each([
  { what: 'variables of Node.js', options: { env: { NODE_OPTIONS: '--no-deprecation' } } },
  { what: 'another limit of memory', options: { limits: { memoryMb: 300 } } },
])('starts a process of its own for $what', async ({ options }) => {
  const { start } = waiting();
  await start('return 1;');
  await sleep(WAITED_MS);

  expect(await start('return process.uptime() * 1_000;', options)).toBeLessThan(WAITED_MS / 3);
});
