import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { machineWith } from './support/fake-lpf.ts';
import { builtRepository, ORDERS } from './support/repository.ts';

const COMMAND = fileURLToPath(new URL('../bin/lp-upload.mjs', import.meta.url));

const run = (cwd: string, ...args: string[]) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { cwd }, (error, stdout, stderr) => {
      resolve({ exitCode: error ? error.code : 0, stdout, stderr });
    });
  });

const EXAMPLE = { ...ORDERS, environment: { TARGET_URL: 'https://api.example.com' } };

describe('lp-upload', () => {
  it.each([
    [[], "required option '--target <generation>' not specified"],
    [['--target', 'v3'], 'Allowed choices are v1, v2'],
    [['--target', 'v1', '--dry'], "unknown option '--dry'"],
    [['--target', 'v1', '--plan', '--check'], 'cannot be used with'],
    [['--target', 'v1', '--json'], '--json goes with --plan or --check'],
  ])('refuses the arguments %j', async (args, reason) => {
    const { exitCode, stderr } = await run(builtRepository().root, ...args);
    expect(exitCode).toBe(1);
    expect(stderr).toContain(reason);
  });

  it('ends with the remedy and an exit code, not with a stack, when it cannot upload', async () => {
    machineWith([]);
    const { exitCode, stderr } = await run(builtRepository().root, '--target', 'v1');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(/^\nlpf: \[installed\] .*\n {4}Remedy: .*\n$/);
  });

  it('stops in a pipe without --yes', async () => {
    const { calls } = machineWith([{}]);
    const { exitCode, stdout, stderr } = await run(builtRepository().root, '--target', 'v1');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('+ orders (new)');
    expect(stderr).toContain('[confirmation] nobody is there to agree');
    expect(calls()).toEqual([]);
  });

  it('takes functions and flags', async () => {
    const { calls } = machineWith([{}]);
    const { exitCode } = await run(builtRepository().root, 'orders', '--deploy', '--target', 'v1', '--yes');
    expect(exitCode).toBe(0);
    expect(calls().map(({ args }) => args.join(' '))).toEqual(['push orders --yes', 'deploy orders --yes']);
  });
});

describe('lp-upload --plan', () => {
  it('ends with 2 when there is something to do and with 0 when there is not, and changes nothing', async () => {
    const { root } = builtRepository();
    const { calls } = machineWith([{}]);
    const before = await run(root, '--target', 'v1', '--plan');
    expect(before).toMatchObject({ exitCode: 2, stderr: '' });
    expect(before.stdout).toContain('2 new, 0 changed, 0 unchanged');
    expect(calls()).toEqual([]);
    await run(root, '--target', 'v1', '--yes');
    expect(await run(root, '--target', 'v1', '--plan')).toMatchObject({ exitCode: 0 });
  });

  it('is one JSON document with --json', async () => {
    machineWith([{}]);
    const { exitCode, stdout } = await run(
      builtRepository([ORDERS]).root,
      '--target',
      'v1',
      '--plan',
      '--json',
    );
    expect(exitCode).toBe(2);
    expect(JSON.parse(stdout)).toEqual({
      hasChanges: true,
      target: 'v1',
      account: '12345',
      functions: [
        {
          name: 'orders',
          package: 'functions/orders',
          change: 'new',
          differences: [
            { field: 'variable', name: 'TARGET_URL', change: 'set', to: 'https://api.acme.com/orders' },
          ],
          deploys: false,
        },
      ],
      others: [],
      problems: [],
    });
  });

  it('ends with 1 when an upload would be refused, and says why', async () => {
    machineWith([{}]);
    const { root } = builtRepository([EXAMPLE]);
    const { exitCode, stderr } = await run(root, '--target', 'v1', '--plan');
    expect(exitCode).toBe(1);
    expect(stderr).toMatch(
      /^\nAn upload would stop here:\nfunctions\/orders\/deploy\.json .*\[example-host\]/,
    );
    const json = await run(root, '--target', 'v1', '--plan', '--json');
    expect(json).toMatchObject({ exitCode: 1, stderr: '' });
    expect(JSON.parse(json.stdout).problems).toHaveLength(1);
  });
});

describe('lp-upload --check', () => {
  it('ends with 0 and a list for a person', async () => {
    const { calls } = machineWith([{}]);
    const { exitCode, stdout } = await run(builtRepository().root, '--target', 'v1', '--check');
    expect(exitCode).toBe(0);
    expect(stdout).toMatch(
      /^ok: 2 functions are as built.*\nok: logged in to account 12345\n\nLeft to do by a person:\n/,
    );
    expect(calls()).toEqual([]);
  });

  it('ends with 1 and every problem', async () => {
    machineWith([]);
    const { exitCode, stdout, stderr } = await run(builtRepository().root, '--target', 'v1', '--check');
    expect(exitCode).toBe(1);
    expect(stdout).toContain('ok: 2 functions are as built');
    expect(stderr).toContain('To be mended first:\nlpf: [installed]');
    const json = await run(builtRepository().root, '--target', 'v1', '--check', '--json');
    expect(json.exitCode).toBe(1);
    expect(JSON.parse(json.stdout).problems).toHaveLength(1);
  });
});
