import nock from 'nock';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { createWorkspace, functionFiles, lp, startDev, type Workspace } from './support/lp.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace({
    ...functionFiles('greet', 'return env.GREETING;', {
      deploy: { environment: { GREETING: 'common' }, schedule: { cron: '0 1 * * *' } },
    }),
    'functions/greet/deploy.prod.json': JSON.stringify({
      environment: { GREETING: 'of prod' },
      schedule: { cron: '0 2 * * *' },
    }),
    'functions/greet/deploy.shops.json': JSON.stringify({
      deployments: { greet_north: { environment: { GREETING: 'north' } } },
    }),
  });
});
afterAll(() => workspace.remove());
beforeEach(() => nock.enableNetConnect('127.0.0.1'));

const invoke = async (args: string[], env: Record<string, string> = {}) =>
  (await lp(workspace.root, ['invoke', ...args], { env })).stdout;

it('builds what lp invoke calls with the profile that is named, or that LP_PROFILE names', async () => {
  expect(await invoke(['greet'])).toBe('"common"\n');
  expect(await invoke(['greet', '--profile', 'prod'])).toBe('"of prod"\n');
  expect(await invoke(['greet'], { LP_PROFILE: 'prod' })).toBe('"of prod"\n');
  // Set to nothing, as CI does it.
  expect(await invoke(['greet'], { LP_PROFILE: '' })).toBe('"common"\n');
  expect(await invoke(['greet_north', '--profile', 'shops'])).toBe('"north"\n');
});

it('notices a file of the profile that was changed', async () => {
  workspace.write('functions/greet/deploy.later.json', '{}');
  expect(await invoke(['greet', '--profile', 'later'])).toBe('"common"\n');
  workspace.write('functions/greet/deploy.later.json', '{"environment":{"GREETING":"later"}}');
  expect(await invoke(['greet', '--profile', 'later'])).toBe('"later"\n');
});

it('refuses what is no name of a profile', async () => {
  const { exitCode, stderr } = await lp(workspace.root, ['invoke', 'greet', '--profile', '../prod']);
  expect(exitCode).toBe(2);
  expect(stderr).toContain('deploy.<profile>.json');
});

it('lists the schedules of a profile', async () => {
  const { stdout } = await lp(workspace.root, ['schedule', 'list', '--json', '--profile', 'prod']);
  expect(JSON.parse(stdout)).toMatchObject([{ cron: '0 2 * * *' }, { cron: '0 2 * * *' }]);
});

it('runs lp dev with a profile, which lp invoke asks for nothing else', async () => {
  const dev = await startDev(workspace.root, '--profile', 'prod');
  try {
    const greet = async () => (await fetch(`${dev.v2}/greet`, { method: 'POST' })).json();
    expect(await greet()).toEqual({ result: 'of prod' });
    expect(await invoke(['greet'])).toBe('"of prod"\n');
    // Another profile is an instance of its own.
    expect(await invoke(['greet_north', '--profile', 'shops'])).toBe('"north"\n');

    workspace.write('functions/greet/deploy.prod.json', '{"environment":{"GREETING":"saved"}}');
    await expect.poll(greet, { timeout: 10_000 }).toEqual({ result: 'saved' });
  } finally {
    await dev.end();
  }
});
