import { describe, expect, it } from 'vitest';
import { TARGETS, type Target } from '../../../src/target.ts';
import { artifact, brokenRules } from '../../support/artifact.ts';

describe('shape', () => {
  it.each([
    ['code after the footer', (code: string) => `${code}lpFunction.lambda();\n`],
    ['a comment after the footer', (code: string) => `${code}// end\n`],
    ['no line feed at the end', (code: string) => code.trimEnd()],
    ['another handler', (code: string) => code.replace('function lambda(input', 'function handler(input')],
    ['other parameters', (code: string) => code.replace('lambda(input', 'lambda(event')],
    [
      'a lambda that is no function',
      (code: string) => code.replace(/^.*function lambda.*$/m, 'var lambda=lpFunction.lambda;'),
    ],
    ['an inner lambda only', (code: string) => code.replace(/^.*function lambda.*\n/m, '')],
    [
      'a statement before the bundle',
      (code: string) => code.replace('var lpFunction=', 'var other=1;\nvar lpFunction='),
    ],
    ['a second variable', (code: string) => code.replace('})();', '})(),other=1;')],
    ['an async bundle', (code: string) => code.replace('=(()=>', '=(async()=>')],
    ['no IIFE', (code: string) => code.replace('})();', '});')],
    ['a bundle under another name', (code: string) => code.replace('var lpFunction=', 'var hello=')],
  ])('refuses %s', (_, change) => {
    for (const target of TARGETS) {
      const sound = artifact(target);
      expect(brokenRules({ ...sound, code: change(sound.code) })).toContain('shape');
    }
  });

  it('refuses a second lambda, which V1 would call and V2 would not load', () => {
    const doubled = (target: Target) => {
      const sound = artifact(target);
      return { ...sound, code: `function lambda() {}\n${sound.code}` };
    };
    expect(brokenRules(doubled('v1'))).toContain('shape');
    expect(brokenRules(doubled('v2'))).toContain('syntax');
  });
});
