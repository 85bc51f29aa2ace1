import { describe, expect, it } from 'vitest';
import { TARGETS } from '../../../src/target.ts';
import { artifact, brokenRules, messagesOf } from '../../support/artifact.ts';

describe('syntax', () => {
  it.each(TARGETS)('refuses what does not parse on %s', (target) => {
    expect(brokenRules(artifact(target, 'let let=1;'))).toContain('syntax');
  });

  it.each(TARGETS)('takes the syntax of Node 20 on %s', (target) => {
    expect(
      brokenRules(artifact(target, 'let a={}?.b??1;a||=/[\\p{L}--[a-z]]/v;class B{static #c=1;static{}}')),
    ).toEqual([]);
  });

  it('refuses syntax newer than Node 20', () => {
    expect(messagesOf(artifact('v2', '{using a=f();}'), 'syntax')).toEqual([
      expect.stringContaining('cannot be parsed as an ES module'),
    ]);
  });

  it('reads V1 as a script, where module syntax is an error for the shape but not for the parser', () => {
    // `with` is legal in a script and illegal in a module: that shows which of the two was read.
    expect(brokenRules(artifact('v1', 'with({a:1})a;'))).toEqual([]);
    expect(brokenRules(artifact('v2', 'with({a:1})a;'))).toContain('syntax');
  });
});
