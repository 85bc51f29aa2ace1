import { checkArtifact, type FunctionConfig } from '@lp-functions/bundler';
import { expect, it } from 'vitest';
import { validateFunctionName } from '../../src/vendor/package.ts';
import { runLocal } from '../../src/vendor/run-local.ts';
import { account, project } from '../support/account.ts';
import { probe } from '../support/probe.ts';

const { code, config } = probe('v1');

function refusedBy(name: string, changes: object): string[] {
  const changed = { ...config, ...changes } as FunctionConfig;
  const artifact = { target: 'v1' as const, name, dir: 'functions/probe/dist', config: changed };
  return checkArtifact({ ...artifact, code }).map(({ rule }) => rule);
}

it('a hyphen in the name is refused; the vendor does not take it either', async () => {
  const name = 'the-probe';
  expect(refusedBy(name, { name })).toContain('name');
  expect(validateFunctionName(name)).not.toBe(true);
  expect(validateFunctionName('the_probe')).toBe(true);

  const { cloud, lpf } = await account();
  const { dir } = project([{ name, code, config: { ...config, name } }]);
  expect((await lpf.run(dir, 'push', name, '--yes')).exitCode).toBe(1);
  expect(cloud.functions.size).toBe(0);
});

it('no variables as an empty list is refused for V1; lpf push crashes on it', async () => {
  expect(refusedBy('probe', { environmentVariables: [] })).toEqual(['environment']);
  const { cloud, lpf } = await account();
  const { dir } = project([{ name: 'probe', code, config: { ...config, environmentVariables: [] } }]);
  const { exitCode, stdout } = await lpf.run(dir, 'push', 'probe', '--yes');
  expect(exitCode).toBe(1);
  expect(stdout).toContain("Cannot read properties of undefined (reading 'key')");
  expect(cloud.functions.size).toBe(0);
});

it('the vendor takes a list with an empty name for no variables', async () => {
  expect(refusedBy('probe', {})).toEqual([]);
  const { cloud, lpf } = await account();
  const { dir } = project([{ name: 'probe', code, config }]);
  expect((await lpf.run(dir, 'push', 'probe', '--yes')).exitCode).toBe(0);
  expect(cloud.functions.get('probe')?.implementation.environmentVariables).toEqual([]);
});

it.each([null, undefined, {}])(
  'variables as %s are refused for V1; the local runner leaves the file rewritten',
  async (environmentVariables) => {
    expect(refusedBy('probe', { environmentVariables })).toEqual(['environment']);
    const { codeAfter, report } = await runLocal({
      function: { name: 'probe', code, config: { ...config, environmentVariables } },
    });
    expect(report).toBeUndefined();
    expect(codeAfter).toContain('// This is an auto generated code');
  },
);
