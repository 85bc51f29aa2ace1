import { createRequire, SourceMap } from 'node:module';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { bundleFunction } from '../../src/bundle/bundle.ts';
import { BuildError } from '../../src/problem.ts';
import { TARGETS, type Target } from '../../src/target.ts';
import { createWorkspace, definitionOf, functionPackage } from '../support/workspace.ts';

function bundle(target: Target, source: string, more: Record<string, string> = {}) {
  const root = createWorkspace(functionPackage('greet', { 'src/index.ts': source, ...more }));
  return bundleFunction({ target, name: 'greet', entry: join(root, 'functions/greet/src/index.ts'), root });
}

/** Runs a V1 bundle as the platform does and gives what the callback got. */
function run(code: string, payload: unknown, env: Record<string, string>): Promise<unknown> {
  const context = {
    require: (name: string) =>
      name === 'crypto'
        ? createRequire(import.meta.url)('node:crypto')
        : { Toolbelt: { HTTPClient: () => () => {} } },
    process: { env, on() {} },
    console,
    URL,
    setTimeout,
    clearTimeout,
    AbortController,
    AbortSignal,
  };
  const lambda = runInNewContext(`${code};lambda`, context) as (input: object, callback: Callback) => void;
  return new Promise((resolve, reject) =>
    lambda({ payload }, (error, result) => (error ? reject(error) : resolve(result))),
  );
}
type Callback = (error: Error | null, result?: unknown) => void;

const WITH_CRYPTO = definitionOf(
  'greet',
  `return nodeCrypto.createHash('sha256').update(payload.greeting ?? '').digest('hex');`,
  `import nodeCrypto from 'node:crypto';`,
);

describe('bundleFunction', () => {
  it('imports what is used in the words that V1 understands', async () => {
    const { code, externals } = await bundle('v1', WITH_CRYPTO);
    expect(code.split('\n').slice(0, 2)).toEqual([
      "const { Toolbelt } = require('lp-faas-toolbelt');",
      "const nodeCrypto = require('crypto');",
    ]);
    expect(externals).toEqual(['lp-faas-toolbelt', 'node:crypto']);
  });

  it('imports what is used in the words that V2 understands', async () => {
    const { code, externals } = await bundle('v2', WITH_CRYPTO);
    expect(code.split('\n').slice(0, 2)).toEqual([
      'import { Toolbelt } from "core-functions-toolbelt";',
      'import nodeCrypto from "node:crypto";',
    ]);
    expect(externals).toEqual(['core-functions-toolbelt', 'node:crypto']);
  });

  it.each(TARGETS)('imports nothing that is not used on %s', async (target) => {
    const { code, externals } = await bundle(
      target,
      `import nodeCrypto from 'node:crypto';${definitionOf('greet')}`,
    );
    expect(externals).not.toContain('node:crypto');
    expect(code).not.toContain('crypto');
  });

  it('calls crypto by either of its names', async () => {
    const { externals } = await bundle('v1', WITH_CRYPTO.replace('node:crypto', 'crypto'));
    expect(externals).toContain('node:crypto');
  });

  it('runs', async () => {
    const { code } = await bundle('v1', WITH_CRYPTO);
    const env = { TARGET_URL: 'https://api.example.com' };
    await expect(run(code, { greeting: 'hi' }, env)).resolves.toBe(
      '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4',
    );
    await expect(run(code, { greeting: 1 }, env)).rejects.toThrow(/^INPUT_INVALID: /);
  });

  it.each([
    ['a module of Node', 'node:fs', `import fs from 'node:fs';`],
    ['a module of Node by its old name', 'path', `import fs from 'path';`],
    [
      'the toolbelt of the other generation',
      'core-functions-toolbelt',
      `import { Toolbelt as fs } from 'core-functions-toolbelt';`,
    ],
  ])('refuses %s and says what there is', async (_, module, line) => {
    const failure = bundle('v1', definitionOf('greet', 'return fs;', line));
    await expect(failure).rejects.toBeInstanceOf(BuildError);
    await expect(failure).rejects.toThrow(
      `${module} cannot be imported in a v1 function; the platform provides lp-faas-toolbelt, node:crypto`,
    );
    await expect(failure).rejects.toThrow(/^functions\/greet\/src\/index\.ts:3:/);
  });

  it('refuses a package that is not installed', async () => {
    await expect(
      bundle('v2', definitionOf('greet', 'return x;', `import x from 'left-pad';`)),
    ).rejects.toThrow('Could not resolve "left-pad"');
  });

  it.each([
    ['top-level await', 'await 0;', /top-level await/i],
    ['import.meta', 'export const here = import.meta.url;', /import\.meta/],
  ])('refuses %s', async (_, line, message) => {
    await expect(bundle('v2', definitionOf('greet', 'return here;', line))).rejects.toThrow(message);
  });

  it('leaves out what only tools read of a definition', async () => {
    const { code } = await bundle('v1', definitionOf('greet', 'return 1;'));
    expect(code).not.toContain('Greets.');
    expect(code).toContain('TARGET_URL');
  });

  it('escapes what is not ASCII', async () => {
    const { code } = await bundle('v2', definitionOf('greet', 'return "größe";'));
    expect(code).toMatch(/^[\n -~]*$/);
    expect(code).toMatch(/gr\\xf6\\xdfe/i);
  });

  it('keeps licence comments and source map links out of the upload', async () => {
    const { code } = await bundle('v1', `/*! @license MIT */${definitionOf('greet')}`);
    expect(code).not.toMatch(/license|sourceMappingURL/);
  });

  it('maps a place in the bundle to its source, behind banner and head', async () => {
    const { code, map } = await bundle('v2', definitionOf('greet', 'return "here I am";'));
    const index = code.indexOf('"here I am"');
    const line = code.slice(0, index).split('\n').length - 1;
    const column = index - code.lastIndexOf('\n', index) - 1;
    const sourceMap = new SourceMap(JSON.parse(map));
    expect(sourceMap.findEntry(line, column)).toMatchObject({
      originalSource: 'functions/greet/src/index.ts',
      originalLine: 10,
    });
  });

  it('writes into the map neither folders of this machine nor the generated entry as a file', async () => {
    const { map } = await bundle('v1', definitionOf('greet'));
    const { sources } = JSON.parse(map) as { sources: string[] };
    expect(sources).toContain('functions/greet/src/index.ts');
    expect(map).not.toContain('lp-bundle-');
  });
});
