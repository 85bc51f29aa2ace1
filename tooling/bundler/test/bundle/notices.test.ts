import { describe, expect, it } from 'vitest';
import { mergeNotices, noticesText } from '../../src/bundle/notices.ts';
import { TARGETS } from '../../src/target.ts';
import { bundle, bundleWith } from '../support/run.ts';
import { definitionOf } from '../support/workspace.ts';

const carrying = (packageJson: object, more: Record<string, string> = {}) =>
  bundleWith('v1', 'it', {
    'package.json': JSON.stringify({ name: 'old', version: '1.2.3', ...packageJson }),
    'index.js': 'module.exports = 1;',
    ...more,
  });

describe('the comment about foreign code', () => {
  it.each(TARGETS)('is one line behind the imports of %s', async (target) => {
    const { code } = await bundleWith(target, 'it', {
      'package.json': '{"name":"old","version":"1.2.3","license":"MIT"}',
      'index.js': 'module.exports = 1;',
    });
    expect(code.split('\n')[1]).toBe('/*! Contains old 1.2.3 (MIT); see THIRD_PARTY_NOTICES. */');
    expect(code.match(/\/\*/g)).toHaveLength(1);
  });

  it.each(TARGETS)('is not there without foreign code on %s', async (target) => {
    expect((await bundle(target, definitionOf('greet'))).code).not.toContain('/*');
  });
});

describe('the notices', () => {
  it('hold what licence files a package has', async () => {
    const { notices } = await carrying(
      { license: 'MIT' },
      { 'LICENSE.md': 'Do what you like.\r\n', NOTICE: 'By us.', 'licences.js': '' },
    );
    expect(notices).toEqual([
      { name: 'old', version: '1.2.3', license: 'MIT', text: 'Do what you like.\n\nBy us.' },
    ]);
  });

  it.each([
    [{ license: { type: 'BSD-3-Clause' } }, 'BSD-3-Clause'],
    [{}, 'no licence named'],
  ])('say what the package.json says: %j', async (packageJson, license) => {
    const { notices } = await carrying(packageJson);
    expect(notices).toMatchObject([{ license, text: 'The package has no file with its terms.' }]);
  });

  it('name each package once, in the order of their names', () => {
    const notice = (name: string) => ({ name, version: '1.0.0', license: 'MIT', text: `Terms of ${name}.` });
    const text = noticesText(mergeNotices([notice('b'), notice('a'), notice('b')]));
    expect(text.match(/^## .*|^Terms.*/gm)).toEqual([
      '## a 1.0.0 (MIT)',
      'Terms of a.',
      '## b 1.0.0 (MIT)',
      'Terms of b.',
    ]);
  });
});
