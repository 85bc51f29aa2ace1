import { join } from 'node:path';
import nock from 'nock';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { attach } from './support/debugger.ts';
import { createWorkspace, functionFiles, lp, type Workspace } from './support/lp.ts';

let workspace: Workspace;
beforeAll(() => {
  workspace = createWorkspace({
    ...functionFiles(
      'greet',
      `log('warn', 'about to greet'); if (payload.value === 'fail') throw new Error('no luck');
       return [env.GREETING, payload.value ?? null];`,
    ),
    ...functionFiles('loop', 'for (;;);'),
    ...functionFiles('broken', 'return (;'),
    'payload.json': '{"value":"from a file"}',
  });
});
afterAll(() => workspace.remove());

const invoke = (...args: string[]) => lp(workspace.root, ['invoke', ...args]);

it('prints the result alone on stdout, as JSON, and all else on stderr', async () => {
  const { exitCode, stdout, stderr } = await invoke(
    'greet',
    '--payload',
    '@payload.json',
    '--env',
    'GREETING=hi',
  );

  expect(stdout).toBe('["hi","from a file"]\n');
  expect(stderr).toMatch(/warn +about to greet +functions\/greet\/src\/index\.ts:\d+:\d+/);
  expect(stderr).toMatch(/time \d+\/30,000 ms, memory \d+\/256 MB/);
  expect(exitCode).toBe(0);
});

it('prints one object with --json, also of a run that failed', async () => {
  const { exitCode, stdout } = await lp(
    workspace.root,
    ['invoke', 'greet', '--json', '--target', 'v1', '--payload', '-'],
    { input: '{"value":"fail"}' },
  );

  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout)).toEqual({
    error: { code: 'INTERNAL', message: expect.stringContaining('no luck') },
    logs: expect.any(Array),
    requests: [],
    secrets: [],
    usage: expect.objectContaining({ durationMs: { used: expect.any(Number), allowed: 30_000 } }),
    durationMs: expect.any(Number),
    cold: true,
  });
});

it('ends with 3 when a limit was hit', async () => {
  const { exitCode, stdout, stderr } = await invoke('loop', '--timeout-ms', '300');

  expect(exitCode).toBe(3);
  expect(stdout).toBe('');
  expect(stderr).toContain('killed after 300 ms');
});

it.each([
  ['an unknown function', ['gret'], 'did you mean greet?'],
  ['a payload that is no JSON', ['greet', '--payload', '{'], '--payload is no JSON'],
  ['an unknown event', ['greet', '--event', 'conversational_comand'], 'did you mean conversational_command?'],
  ['an unknown option', ['greet', '--payloda', '1'], 'Did you mean --payload?'],
  ['a function that cannot be built', ['broken'], 'functions/broken/src/index.ts:11:'],
])('ends with 2 for %s, and says what to do', async (_, args, hint) => {
  const { exitCode, stdout, stderr } = await invoke(...args);

  expect(stderr).toContain(hint);
  expect(stdout).toBe('');
  expect(exitCode).toBe(2);
});

it('repeats a call and tells the median', async () => {
  const { stdout } = await invoke('greet', '--repeat', '5', '--json');

  expect(JSON.parse(stdout)).toMatchObject({ runs: 5, failed: 0, medianMs: expect.any(Number), cold: false });
});

it('waits for a debugger, which finds the sources of the built file', async () => {
  nock.enableNetConnect('127.0.0.1');
  const port = 9_300 + (process.pid % 600);
  const running = invoke('greet', '--inspect', String(port));
  const scripts = await attach(port);

  expect((await running).stdout).toBe('["hello",null]\n');
  const artifact = scripts.find(({ url }) => url.endsWith('/functions/greet/index.js'));
  // Maps lie beside the file, or in the address itself.
  expect(artifact?.sourceMapURL).toMatch(/^data:application\/json;base64,/);
  const map = JSON.parse(Buffer.from(artifact?.sourceMapURL.split(',')[1] ?? '', 'base64').toString());
  expect(map.sources).toContain(join(workspace.root, 'functions/greet/src/index.ts'));
});
