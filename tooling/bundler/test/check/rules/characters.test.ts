import { describe, expect, it } from 'vitest';
import { TARGETS } from '../../../src/target.ts';
import { artifact, brokenRules, messagesOf } from '../../support/artifact.ts';

describe('characters', () => {
  it.each(TARGETS)('refuses a hashbang on %s', (target) => {
    const sound = artifact(target);
    const broken = { ...sound, code: `#!/usr/bin/env node\n${sound.code}` };
    expect(brokenRules(broken)).toContain('characters');
    // With the vendor's code before it, it is no longer valid in the middle of the file.
    expect(brokenRules(broken)).toContain('vendor-rewriting');
  });

  it('refuses a byte order mark, also before a hashbang', () => {
    const sound = artifact('v2');
    expect(messagesOf({ ...sound, code: `\uFEFF${sound.code}` }, 'characters')).toEqual([
      expect.stringContaining('byte order mark'),
    ]);
    expect(messagesOf({ ...sound, code: `\uFEFF#!node\n${sound.code}` }, 'characters')).toHaveLength(2);
  });

  it('refuses carriage returns', () => {
    const sound = artifact('v1');
    expect(messagesOf({ ...sound, code: sound.code.replaceAll('\n', '\r\n') }, 'characters')).toEqual([
      expect.stringContaining('carriage return at 1:'),
    ]);
  });

  it('takes what is not ASCII: esbuild leaves it in regular expressions', () => {
    for (const target of TARGETS) expect(brokenRules(artifact(target, 'let a=/^mär/;'))).toEqual([]);
  });
});
