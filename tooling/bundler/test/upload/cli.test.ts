import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { machineWith } from './fake-lpf.ts';
import { builtRepository } from './repository.ts';

const COMMAND = fileURLToPath(new URL('../../bin/lp-upload.mjs', import.meta.url));

const run = (cwd: string, ...args: string[]) =>
  new Promise<{ exitCode: unknown; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [COMMAND, ...args], { cwd }, (error, stdout, stderr) => {
      resolve({ exitCode: error ? error.code : 0, stdout, stderr });
    });
  });

describe('lp-upload', () => {
  it.each([
    [[], "required option '--target <generation>' not specified"],
    [['--target', 'v3'], 'Allowed choices are v1, v2'],
    [['--target', 'v1', '--dry'], "unknown option '--dry'"],
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

  it('takes functions and flags', async () => {
    const { calls } = machineWith([{}]);
    const { exitCode, stdout } = await run(builtRepository().root, 'orders', '--deploy', '--target', 'v1');
    expect(exitCode).toBe(0);
    expect(calls().map(({ args }) => args.join(' '))).toEqual([
      'get functions',
      'push orders --yes',
      'deploy orders --yes',
    ]);
    expect(stdout).toContain('Upload to V1: 1 function\n');
  });

  it('changes nothing in a dry run', async () => {
    const { calls } = machineWith([{}]);
    const { exitCode, stdout } = await run(builtRepository().root, '--target', 'v1', '--deploy', '--dry-run');
    expect(exitCode).toBe(0);
    expect(calls().map(({ args }) => args.join(' '))).toEqual(['get functions']);
    expect(stdout).toMatch(/Dry run: nothing was changed\.\n$/);
  });
});
