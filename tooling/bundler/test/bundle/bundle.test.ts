import { SourceMap } from 'node:module';
import { describe, expect, it } from 'vitest';
import { BuildError } from '../../src/problem.ts';
import { TARGETS } from '../../src/target.ts';
import { answerOf, bundle } from '../support/run.ts';
import { definitionOf } from '../support/workspace.ts';

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
    expect(code).not.toContain('rypto');
  });

  it.each(TARGETS)('runs on %s', async (target) => {
    const made = await bundle(target, WITH_CRYPTO);
    await expect(answerOf(made, { greeting: 'hi' })).resolves.toBe(
      '8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4',
    );
    await expect(answerOf(made, { greeting: 1 })).rejects.toThrow(/^INPUT_INVALID: /);
  });

  it('keeps what a handler reads of its own definition', async () => {
    const source = definitionOf('greet', 'return definition.description;')
      .replace('export default', 'const definition: { description: string } =')
      .concat('\nexport default definition;');
    await expect(answerOf(await bundle('v2', source))).resolves.toBe('Greets.');
  });

  it('refuses a package that is not installed, and says how it comes', async () => {
    const failure = bundle('v2', definitionOf('greet', 'return x;', `import x from 'left-pad';`));
    await expect(failure).rejects.toBeInstanceOf(BuildError);
    await expect(failure).rejects.toThrow(
      /^functions\/greet\/src\/index\.ts:3:\d+: \[bundle\] Could not resolve "left-pad"\n.*`pnpm add left-pad`/,
    );
  });

  it.each([
    ['top-level await', 'await 0;', /top-level await.*\n.*into the handler/i],
    ['import.meta', 'export const here = import.meta.url;', /import\.meta.*\n.*do without/],
  ])('refuses %s', async (_, line, message) => {
    await expect(bundle('v2', definitionOf('greet', 'return here;', line))).rejects.toThrow(message);
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

  it('tells what it carries, the largest first', async () => {
    const { carried, code } = await bundle('v1', WITH_CRYPTO);
    expect(carried.map(({ name }) => name)).toContain('functions/greet');
    expect(carried[0]?.name).toMatch(/packages\/platform$/);
    const sum = carried.reduce((total, { characters }) => total + characters, 0);
    expect(sum).toBeGreaterThan(code.length * 0.8);
    expect(sum).toBeLessThanOrEqual(code.length);
  });
});

describe('the source map', () => {
  it('leads from a place in the bundle to its source', async () => {
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

  it('names no folder of this machine', async () => {
    const { map } = await bundle('v1', definitionOf('greet'));
    const { sources } = JSON.parse(map) as { sources: string[] };
    expect(sources).toContain('functions/greet/src/index.ts');
    expect(map).not.toContain('lp-bundle-');
    expect(sources.filter((source) => source.startsWith('/'))).toEqual([]);
  });
});

describe('a file outside its package', () => {
  it('is refused: its changes would not be noticed', async () => {
    const failure = bundle(
      'v1',
      definitionOf('greet', 'return it;', `import it from '../../../shared.json';`),
      {
        '../../../shared.json': '{"a":1}',
      },
    );
    await expect(failure).rejects.toThrow(
      /^functions\/greet\/src\/index\.ts: \[bundle\] imports \.\.\/\.\.\/\.\.\/shared\.json, a file outside its package/,
    );
  });
});
