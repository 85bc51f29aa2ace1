import { describe, expect, it } from 'vitest';
import { CODE_LIMIT_CHARACTERS, TARGETS, type Target } from '../../../src/target.ts';
import { artifact, brokenRules, codeOf, messagesOf } from '../../support/artifact.ts';

/** A sound artifact of exactly so many characters. */
function sized(target: Target, characters: number) {
  const missing = characters - codeOf(target, 'let a="";').length;
  return artifact(target, `let a="${'a'.repeat(missing)}";`);
}

describe('size', () => {
  it.each(TARGETS)('takes exactly the limit on %s', (target) => {
    const largest = sized(target, CODE_LIMIT_CHARACTERS);
    expect(largest.code).toHaveLength(100_000);
    expect(brokenRules(largest)).toEqual([]);
  });

  it.each(TARGETS)('refuses 100,001 characters on %s', (target) => {
    const tooLarge = sized(target, 100_001);
    expect(brokenRules(tooLarge)).toEqual(['size']);
    expect(messagesOf(tooLarge, 'size')).toEqual([
      expect.stringContaining('100001 characters; the platform takes 100000'),
    ]);
  });

  it('names what is too large', () => {
    const carried = [{ name: 'packages/auth', characters: 60_000 }];
    expect(messagesOf({ ...sized('v2', 100_001), carried }, 'size')).toEqual([
      expect.stringContaining('It carries auth 60.0k'),
    ]);
  });
});
