import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { loadModule } from '../../src/load-module.ts';
import { TARGETS } from '../../src/target.ts';
import { answerOf, bundleWith } from '../support/run.ts';
import { createWorkspace, definitionOf, functionPackage } from '../support/workspace.ts';

const PACKAGE = '{"name":"old","version":"1.2.3","license":"MIT"}';

/** Each broke once: a name, the package's file, an expression about `it`, what Node answers. */
const SHAPES: [name: string, file: string, expression: string, answer: unknown][] = [
  [
    'methods that only the language calls',
    `function It() {} It.prototype.toJSON = function () { return 'json'; };
     It.prototype.toString = function () { return 'text'; }; It.prototype.valueOf = function () { return 7; };
     module.exports = It;`,
    '[JSON.stringify(new it()), String(new it()), +new it()]',
    ['"json"', 'text', 7],
  ],
  [
    'methods under computed names',
    `function It() {} It.prototype.visitA = function () { return 'A'; };
     It.prototype.visit = function (type) { return this['visit' + type](); };
     module.exports = It;`,
    `new it().visit('A')`,
    'A',
  ],
  [
    'methods with two names',
    `function It() {} It.prototype.on = It.prototype.addEventListener = function () { return 'on'; };
     module.exports = It;`,
    'new it().on()',
    'on',
  ],
  [
    'a class that is a variable',
    `var It = function () {}; It.prototype.hello = function () { return 'hello'; }; module.exports = It;`,
    'new it().hello()',
    'hello',
  ],
  [
    'functions that are curried by their length',
    `const curry = (f, ...a) => (...b) => (a.length + b.length < f.length ? curry(f, ...a, ...b) : f(...a, ...b));
     module.exports = curry(function (a, b, unused) { return a + b; });`,
    'it(1)(2)(3)',
    3,
  ],
  [
    'an export within a function',
    `(function () { function slug(text) { return text.toLowerCase(); } module.exports = slug; })();`,
    `it('A')`,
    'a',
  ],
  [
    'a root that is this',
    `(function (root, factory) {
       if (typeof define === 'function' && define.amd) define([], factory);
       else if (typeof exports === 'object') module.exports = factory();
       else root.It = factory();
     })(this, function () { return { name: 'umd' }; });`,
    'it.name',
    'umd',
  ],
  [
    'a guarded require of what is not installed',
    `var native; try { native = require('old-native'); } catch (error) { native = error.code; }
     module.exports = native;`,
    'it',
    'MODULE_NOT_FOUND',
  ],
  [
    'a guarded require of native code',
    `var native; try { native = require('./build/it.node'); } catch (_) { native = 'none'; }
     module.exports = native;`,
    'it',
    'none',
  ],
  [
    'a guarded require by a computed name',
    `function load(name) { try { var r = require; return r('./locale/' + name); } catch (_) { return 'none'; } }
     module.exports = load('de');`,
    'it',
    'none',
  ],
  [
    'an import that may fail',
    `module.exports = () => import('old-peer').then(() => 'there', (error) => error.code);`,
    'it()',
    'MODULE_NOT_FOUND',
  ],
  [
    'names of classes',
    `class ItError extends Error { constructor() { super(); this.name = this.constructor.name; } }
     module.exports = ItError;`,
    '[new it().name, it.name]',
    ['ItError', 'ItError'],
  ],
  [
    'console.log',
    `module.exports = function () { console.log('a'); console.trace('b'); console.dir({}); return 'logged'; };`,
    'it()',
    'logged',
  ],
  [
    'variables that it never declares',
    `module.exports = function () { for (leaked = 0, i = 0; i < 3; i++) leaked += i; for (key in { a: 1 }) ; return [leaked, key]; };`,
    'it()',
    [3, 'a'],
  ],
  ['__dirname', `module.exports = require('path').join(__dirname, 'a.txt');`, 'it', '/a.txt'],
  [
    'text that looks like a require',
    `module.exports = { require: function () { return { types: 'types' }; } }.require("util").types;`,
    'it',
    'types',
  ],
];

describe('a package that is needed to read the definition', () => {
  const globals = new Set(Reflect.ownKeys(globalThis));
  // Some make globals, here as anywhere, and other files run in this thread.
  afterEach(() => {
    for (const name of Reflect.ownKeys(globalThis)) {
      if (!globals.has(name)) Reflect.deleteProperty(globalThis, name);
    }
  });

  it.each(SHAPES)('works with %s', async (_, file, expression, answer) => {
    const root = createWorkspace(
      functionPackage('greet', {
        'src/index.ts': `${definitionOf('greet', '', `import it from 'old';`)} export const answer = ${expression};`,
        'node_modules/old/package.json': PACKAGE,
        'node_modules/old/index.js': file,
        'node_modules/old/build/it.node': '',
        'tsconfig.json': '{"compilerOptions":{"strict":true}}',
      }),
    );
    const { answer: found } = await loadModule(join(root, 'functions/greet/src/index.ts'), root);
    await expect(Promise.resolve(found)).resolves.toEqual(answer);
  });
});

describe.each(TARGETS)('a package on %s', (target) => {
  it.each(SHAPES)('works with %s', async (_, file, expression, answer) => {
    const made = await bundleWith(target, expression, {
      'package.json': PACKAGE,
      'index.js': file,
      'build/it.node': '',
    });
    await expect(answerOf(made)).resolves.toEqual(answer);
  });

  it.each([
    ['main before module', { main: 'a.cjs', module: 'b.mjs' }, 'cjs'],
    ['module without main', { module: 'b.mjs' }, 'esm'],
    ['the condition import', { exports: { import: './b.mjs', require: './a.cjs' } }, 'esm'],
    ['the condition node', { exports: { browser: './b.mjs', node: './a.cjs', default: './b.mjs' } }, 'cjs'],
    ['no file for browsers', { main: 'a.cjs', browser: { './a.cjs': './b.mjs' } }, 'cjs'],
  ])('is found as Node finds it: %s', async (_, fields, answer) => {
    const made = await bundleWith(target, 'it', {
      'package.json': JSON.stringify({ name: 'old', ...fields }),
      'a.cjs': `module.exports = 'cjs';`,
      'b.mjs': `export default 'esm';`,
    });
    await expect(answerOf(made)).resolves.toBe(answer);
  });

  it('brings its JSON', async () => {
    const made = await bundleWith(target, 'it.version', {
      'package.json': PACKAGE,
      'index.js': `module.exports = require('./package.json');`,
    });
    await expect(answerOf(made)).resolves.toBe('1.2.3');
  });
});
