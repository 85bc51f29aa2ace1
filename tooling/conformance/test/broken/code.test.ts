import { checkArtifact, identifierOf, importLineOf, type Target } from '@lp-functions/bundler';
import { describe, expect, it } from 'vitest';
import { runLocalV2 } from '../../src/v2/run-local.ts';
import { type LocalOutcome, runLocal } from '../../src/vendor/run-local.ts';
import { account, project } from '../support/account.ts';
import { probe } from '../support/probe.ts';

/** Names of the rules by which the build refuses the code. */
function refusedBy(target: Target, code: string): string[] {
  const { name, config } = probe(target);
  return checkArtifact({ target, name, dir: 'functions/probe/dist', code, config }).map(({ rule }) => rule);
}

/** A run in the local runner of the generation: the vendor's own for V1. */
function run(target: Target, code: string): Promise<LocalOutcome> {
  const lambda = { ...probe(target), code };
  return target === 'v1' ? runLocal({ function: lambda }) : runLocalV2({ function: lambda });
}

describe.each(['v1', 'v2'] as const)('a sound artifact of %s', (target) => {
  it('passes the check, runs, and is as it was', async () => {
    const { code } = probe(target);
    expect(refusedBy(target, code)).toEqual([]);
    const { report, codeAfter } = await run(target, code);
    expect(report).toMatchObject({ result: 'sound' });
    expect(codeAfter).toBe(code);
  });
});

it('a renamed import is refused; the runner makes of it a require that is no JavaScript', async () => {
  const code = probe('v2').code.replace('{ Toolbelt }', '{ Toolbelt as t }').replace('=Toolbelt;', '=t;');
  expect(refusedBy('v2', code)).toContain('imports');
  const { report, stderr } = await run('v2', code);
  expect(report).toBeUndefined();
  expect(stderr).toContain('const { Toolbelt as t } = require("core-functions-toolbelt");');
  expect(stderr).toContain('SyntaxError');
});

it.each(['v1', 'v2'] as const)('an export is refused for %s; the runner cannot load it', async (target) => {
  const code = `${probe(target).code}export { lambda };\n`;
  expect(refusedBy(target, code)).not.toEqual([]);
  const { report, stderr } = await run(target, code);
  expect(report).toBeUndefined();
  expect(stderr).toContain("SyntaxError: Unexpected token 'export'");
});

it.each(['v1', 'v2'] as const)(
  'a hashbang is refused for %s; the runner moves it to line 3',
  async (target) => {
    const code = `#!/usr/bin/env node\n${probe(target).code}`;
    expect(refusedBy(target, code)).not.toEqual([]);
    const { report, stderr } = await run(target, code);
    expect(report).toBeUndefined();
    expect(stderr).toContain('SyntaxError');
  },
);

it('a string that looks like a require is refused for V1; the runner runs another string', async () => {
  const { code } = probe('v1', "require('lodash')");
  expect(refusedBy('v1', code)).toContain('vendor-text');
  const { report } = await run('v1', code);
  expect(report).toMatchObject({ result: "require('../bin/lp-faas-toolbelt/lodash')" });
});

it('a string that looks like a require is refused for V2; the runner leaves another file', async () => {
  const { code } = probe('v2', "run require('lodash'); first");
  expect(refusedBy('v2', code)).toContain('vendor-text');
  const { codeAfter } = await run('v2', code);
  expect(codeAfter).toBe(code.replace("require('lodash');", 'import "lodash";'));
});

it('a sentence that looks like an import is refused for V2; the runner leaves another file', async () => {
  const { code } = probe('v2', "cannot import 'orders' now");
  expect(refusedBy('v2', code)).toContain('vendor-text');
  const { codeAfter } = await run('v2', code);
  expect(codeAfter).toBe(code.replace("import 'orders'", 'import "orders";'));
});

it.each(['v1', 'v2'] as const)(
  "modules of Node's in the banner are there in the runner of %s",
  async (target) => {
    const names = [
      'node:buffer',
      'node:crypto',
      'node:fs/promises',
      'node:stream/promises',
      'node:util',
      'node:util/types',
    ];
    const { code } = probe(target);
    const [toolbelt, ...rest] = code.split('\n');
    const used = names.map((name) => `typeof ${identifierOf(name)}`).join('+');
    const withModules = [toolbelt, ...names.map((name) => importLineOf(name, target)), ...rest]
      .join('\n')
      .replace('b&&"sound"', `[${used}].join()`);
    expect(refusedBy(target, withModules)).toEqual([]);
    const { report, codeAfter } = await run(target, withModules);
    expect(report).toMatchObject({ result: names.map(() => 'object').join('') });
    expect(codeAfter).toBe(withModules);
  },
);

it('a function may have the name of a parameter or of a global: no variable has it', async () => {
  for (const name of ['input', 'fetch', 'delete']) {
    const { code, config } = probe('v1');
    const lambda = { name, code, config: { ...config, name } };
    expect(checkArtifact({ ...lambda, target: 'v1', dir: 'dist' })).toEqual([]);
    expect((await runLocal({ function: lambda })).report).toMatchObject({ result: 'sound' });
  }
});

it('100,001 characters are refused; the platform takes 100,000 and not one more', async () => {
  const { cloud, lpf } = await account();
  const fill = 100_000 - probe('v1', '').code.length;
  for (const [excess, exitCode] of [
    [0, 0],
    [1, 1],
  ] as const) {
    const lambda = probe('v1', 'x'.repeat(fill + excess));
    expect(lambda.code).toHaveLength(100_000 + excess);
    expect(refusedBy('v1', lambda.code)).toEqual(excess === 0 ? [] : ['size']);
    const pushed = await lpf.run(project([lambda]).dir, 'push', lambda.name, '--yes');
    expect(pushed.exitCode).toBe(exitCode);
  }
  expect(cloud.functions.get('probe')?.implementation.code).toHaveLength(100_000);
});
