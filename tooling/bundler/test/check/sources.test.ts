import { describe, expect, it } from 'vitest';
import { checkSources } from '../../src/check/check.ts';
import type { Verdict } from '../../src/problem.ts';
import { bundle, bundleWith } from '../support/run.ts';
import { definitionOf } from '../support/workspace.ts';

/** What is said about a handler's statements. */
async function aboutOwn(handler: string, top = ''): Promise<Verdict> {
  const { readable } = await bundle('v2', definitionOf('greet', handler, top));
  return checkSources(readable);
}

/** What is said about an installed package's one file. */
async function aboutPackage(text: string): Promise<Verdict> {
  const { readable } = await bundleWith('v2', 'it', {
    'package.json': '{"name":"old"}',
    'index.js': text,
  });
  return checkSources(readable);
}

describe('console in own sources', () => {
  it.each(['log', 'trace', 'table', 'group', 'time'])(
    'has no %s: it is refused at its place',
    async (method) => {
      const { errors } = await aboutOwn(`console.${method}('a'); return 1;`);
      expect(errors).toEqual([
        {
          file: expect.stringMatching(/^functions\/greet\/src\/index\.ts:11:\d+$/),
          rule: 'console',
          found: `console.${method} does not exist on the platform, whose console has debug, info, warn, error`,
          remedy: expect.stringContaining('log with `log`'),
        },
      ]);
    },
  );

  it.each([
    'const c = console;',
    'const { info } = console;',
    'console.info("a");',
    'const c = globalThis.console;',
  ])('is refused while the file loads: %s', async (top) => {
    const { errors } = await aboutOwn('return typeof c;', `${top.replace(/\bc\b/, 'c')} export { };`);
    expect(errors.map(({ found }) => found)).toEqual([expect.stringContaining('while the file loads')]);
  });

  it.each(['debug', 'info', 'warn', 'error'])('has %s', async (method) => {
    expect(await aboutOwn(`console.${method}('a'); return { console: 1 };`)).toEqual({
      errors: [],
      warnings: [],
    });
  });
});

describe('console in a package', () => {
  it('is replaced where that is possible, else it is a warning', async () => {
    const { errors, warnings } = await aboutPackage(
      `module.exports = () => { console.log('a'); console.group('b'); console.profile('c'); console.profile('d'); };`,
    );
    expect(errors).toEqual([]);
    expect(warnings.map(({ file, found }) => `${file} ${found}`)).toEqual([
      expect.stringMatching(/node_modules\/old\/index\.js:1:\d+ console\.profile does not exist/),
    ]);
  });
});

describe('the variables of CommonJS', () => {
  it.each(['__dirname', '__filename', 'module', 'exports'])('%s is refused in own sources', async (name) => {
    const { errors } = await aboutOwn(`return ${name};`);
    expect(errors).toMatchObject([
      { file: expect.stringMatching(/^functions\/greet\/src\/index\.ts:11:/), rule: 'commonjs' },
    ]);
  });

  it('are taken as names of fields, and in a question', async () => {
    expect(
      (await aboutOwn('return { module: 1, exports() {}, is: typeof module, of: payload.module };')).errors,
    ).toEqual([]);
  });

  it('are what a CommonJS package has, but for files beside it', async () => {
    const { errors, warnings } = await aboutPackage(
      `exports.a = __dirname; module.exports.b = [__dirname, __filename];`,
    );
    expect(errors).toEqual([]);
    expect(warnings.map(({ found }) => found.split(' ')[0])).toEqual(['__dirname', '__filename']);
  });
});

describe('files', () => {
  it('may be read, and written with a warning', async () => {
    const { errors, warnings } = await aboutOwn(
      `fs.writeFileSync('/tmp/a', ''); return fs.readFileSync('/tmp/a', 'utf8');`,
      `import fs from 'node:fs';`,
    );
    expect(errors).toEqual([]);
    expect(warnings).toMatchObject([
      {
        file: expect.stringMatching(/^functions\/greet\/src\/index\.ts:11:/),
        found: expect.stringContaining('writeFileSync writes files'),
      },
    ]);
  });

  it('are not what other things of such names write', async () => {
    expect((await aboutOwn(`return payload.mkdir ?? payload.rename;`)).warnings).toEqual([]);
  });
});
