import { describe, expect, it } from 'vitest';
import { readsNames } from '../../src/bundle/names.ts';
import { answerOf, bundle, bundleWith } from '../support/run.ts';
import { definitionOf } from '../support/workspace.ts';

const inPackage = async (text: string) =>
  readsNames((await bundleWith('v2', 'it', { 'package.json': '{"name":"old"}', 'index.js': text })).readable);

describe('names of classes and functions', () => {
  it.each([
    'module.exports = (value) => value.constructor.name;',
    'module.exports = (value) => value.name;',
    `module.exports = (value) => value['name'];`,
    'module.exports = ({ name }) => name;',
    'module.exports = function () { return new.target.name; };',
  ])('are read by a package with `%s`', async (text) => {
    expect(await inPackage(text)).toBe(true);
  });

  it.each([
    'module.exports = { name: 1 };',
    'module.exports = (name) => name;',
    `module.exports = 'x.name';`,
  ])('are not read by a package with `%s`', async (text) => {
    expect(await inPackage(text)).toBe(false);
  });

  it('are kept for sources that ask a constructor, and not for those that only have fields of that name', async () => {
    const asking = await bundle(
      'v2',
      definitionOf('greet', 'return new OddError().constructor.name;', 'class OddError extends Error {}'),
    );
    expect(readsNames(asking.readable)).toBe(true);
    await expect(answerOf(asking)).resolves.toBe('OddError');
    const other = await bundle('v2', definitionOf('greet', 'return { name: 1 }.name;'));
    expect(readsNames(other.readable)).toBe(false);
  });

  it('go when the file would be larger than the platform takes, with a warning', async () => {
    const functions = Array.from(
      { length: 1_200 },
      (_, n) =>
        `function aRatherLongNameOfAFunction${n}(x) { return x.name + ${n}; } all.push(aRatherLongNameOfAFunction${n});`,
    );
    const made = await bundleWith('v1', 'it.length', {
      'package.json': '{"name":"old"}',
      'index.js': `var all = []; ${functions.join('\n')} module.exports = all;`,
    });
    expect(made.code.length).toBeLessThan(100_000);
    expect(made.warnings).toMatchObject([{ rule: 'names' }]);
    await expect(answerOf(made)).resolves.toBe(1_200);
  });
});
