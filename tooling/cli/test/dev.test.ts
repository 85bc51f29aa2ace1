import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { uuidOf } from '@lp-functions/emulator';
import nock from 'nock';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import {
  createWorkspace,
  type Dev,
  definition,
  functionFiles,
  lp,
  startDev,
  type Workspace,
} from './support/lp.ts';

let workspace: Workspace;
let dev: Dev;
beforeAll(async () => {
  workspace = createWorkspace({
    ...functionFiles('greet', `return 'one';`, { secrets: '{ greetKey: {} }' }),
    ...functionFiles('slow', `await new Promise((r) => setTimeout(r, 1500)); return 'old';`),
    ...functionFiles('command', `console.warn('heard'); return { no: 'text' };`, {
      deploy: { event: 'conversational_command', schedule: { cron: '*/5 * * * *', payload: { value: 'x' } } },
    }),
  });
  dev = await startDev(workspace.root);
});
afterAll(async () => {
  await dev.end();
  workspace.remove();
});
beforeEach(() => nock.enableNetConnect('127.0.0.1'));

const post = async (name: string, payload: object = {}) => {
  const response = await fetch(`${dev.v2}/${name}`, { method: 'POST', body: JSON.stringify(payload) });
  return { status: response.status, body: await response.json() };
};
/** What has ended may wait for its parent's question. */
function isRunning(pid: string): boolean {
  const file = `/proc/${pid}/stat`;
  return existsSync(file) && !readFileSync(file, 'utf8').includes(') Z ');
}
const source = (name: string, handler: string) =>
  workspace.write(`functions/${name}/src/index.ts`, definition(name, handler));

it('prints one ready line when it is piped, and lists functions with ids that stay', async () => {
  expect(dev.output()).toMatch(/^ready v1=http:\/\/127\.0\.0\.1:\d+ v2=http:\/\/127\.0\.0\.1:\d+$/m);
  const url = `${dev.v2}/api/account/1/functions`;
  expect((await fetch(url)).status).toBe(401);
  const listed = (await (await fetch(url, { headers: { authorization: 'x' } })).json()) as { uuid: string }[];
  expect(listed).toMatchObject([{ name: 'command' }, { name: 'greet' }, { name: 'slow' }]);
  expect(listed[1]?.uuid).toBe(uuidOf('v2', 'greet'));
});

it('serves what was saved, and a failed build with file and line, never stale code', async () => {
  expect((await post('greet')).body).toEqual({ result: 'one' });

  source('greet', `return 'two';`);
  await dev.says('greet live after');
  expect((await post('greet')).body).toEqual({ result: 'two' });

  source('greet', 'return (;');
  await dev.says('✗ functions/greet');
  const { status, body } = await post('greet');
  expect(status).toBe(500);
  expect(body).toMatchObject({
    error: { code: 'BUILD_FAILED', message: expect.stringContaining('functions/greet/src/index.ts:11:') },
  });

  source('greet', `return 'three';`);
  await expect.poll(async () => (await post('greet')).body, { timeout: 10_000 }).toEqual({ result: 'three' });
});

it('serves the last of many saves, however close together they come and whichever of them fail', async () => {
  for (let round = 1; round <= 3; round++) {
    for (let gapMs = 0; gapMs <= 120; gapMs += 10) {
      source('greet', gapMs % 20 === 0 ? 'return (;' : `return ${gapMs};`);
      await sleep(gapMs);
    }
    source('greet', `return 'round ${round}';`);
    await expect
      .poll(async () => (await post('greet')).body, { timeout: 10_000 })
      .toEqual({ result: `round ${round}` });
  }
});

it('lets a running call end in its old instance', async () => {
  const running = post('slow');
  await expect.poll(() => dev.output(), { timeout: 5_000 }).toContain('ready');
  source('slow', `return 'new';`);
  await dev.says('slow live after');

  expect((await post('slow')).body).toEqual({ result: 'new' });
  expect((await running).body).toEqual({ result: 'old' });
});

it('streams what a run does with places in the sources, and what its event will not do', async () => {
  await post('command');

  await dev.says('conversational_command: The agent sees a generic success');
  expect(dev.output()).toMatch(/v2 command {2}warn {2}heard {2}functions\/command\/src\/index\.ts:11:\d+/);
});

it('is used by lp invoke, and sees a secret that is set meanwhile', async () => {
  const set = await lp(workspace.root, ['secret', 'set', 'greetKey'], { input: 'sesame\n' });
  expect(set).toMatchObject({ exitCode: 0, stderr: 'greetKey is set (6 characters)\n' });
  source('greet', `return (await secrets.read(['greetKey'])).greetKey.length;`);
  await expect.poll(async () => (await post('greet')).body, { timeout: 10_000 }).toMatchObject({ result: 6 });

  const { stdout } = await lp(workspace.root, ['invoke', 'greet', '--json']);
  expect(JSON.parse(stdout)).toMatchObject({ result: 6, cold: false });
  const settings = join(workspace.root, '.lp', 'settings.json');
  expect(JSON.parse(readFileSync(settings, 'utf8')).secrets).toEqual([{ key: 'greetKey', value: 'sesame' }]);
  expect(statSync(settings).mode & 0o777).toBe(0o600);
  expect(statSync(join(workspace.root, '.lp')).mode & 0o777).toBe(0o700);
});

it('runs a schedule now, with its payload', async () => {
  const list = await lp(workspace.root, ['schedule', 'list', '--json']);
  expect(JSON.parse(list.stdout)).toMatchObject([
    { function: 'command', target: 'v1', next: { length: 5 } },
    { function: 'command', target: 'v2', cron: '*/5 * * * *', timeZone: 'UTC' },
  ]);
  const run = await lp(workspace.root, ['schedule', 'run', 'command', '--at', '2030-01-01T00:00:00Z']);
  expect(run).toMatchObject({ exitCode: 0, stdout: '{"no":"text"}\n' });
  await dev.says('schedule');
});

it('says which schedule the platform would refuse, and goes on', async () => {
  const deploy = { schedule: { cron: '0 9 * * MON' }, deployments: { 'greet_{n}': { count: 11 } } };
  workspace.write('functions/greet/deploy.json', JSON.stringify(deploy));

  await dev.says('✗ v1 greet_11  its schedule is refused: The account has 10 schedules');
  expect((await post('greet_11')).status).toBe(200);
});

it('names the owner of a taken port and the remedy', async () => {
  const port = new URL(dev.v1).port;
  const { exitCode, stderr } = await lp(workspace.root, ['dev', '--port', port, '--ephemeral']);

  expect(exitCode).toBe(2);
  expect(stderr).toContain(`Port ${port} is taken by process ${dev.pid}`);
  expect(stderr).toContain(`--port ${Number(port) + 10}`);
});

it('leaves no process and no port behind', async () => {
  const other = await startDev(workspace.root, '--ephemeral');
  await fetch(`${other.v2}/command`, { method: 'POST' });
  const children = readFileSync(`/proc/${other.pid}/task/${other.pid}/children`, 'utf8').trim().split(' ');
  expect(children.length).toBeGreaterThan(0);

  expect(await other.end('SIGINT')).toBe(0);
  await expect.poll(() => children.filter(isRunning)).toEqual([]);
  await expect(fetch(other.v2)).rejects.toThrow();
  expect(existsSync(join(workspace.root, '.lp', 'dev.json'))).toBe(true);
});
