import { describe, expect, it } from 'vitest';
import { TARGETS } from '../../../src/target.ts';
import { artifact, brokenRules, messagesOf } from '../../support/artifact.ts';

const SEVERAL = `let a='call require("x"); twice';/* const b = require("y"); */`;

describe('vendor-text', () => {
  it.each([
    ['a string that looks like a require', `let a='require("x");';`],
    ['an assignment in a string', `let a='b = require("x");';`],
    ['a require of a mapped package in a string', `let a="require('lodash')";`],
    ['an import in a string', `let a='import x from "y"';`],
    ['an import over several lines in a template', 'let a=`import {\n x\n} from "y";`;'],
    ['an import for its effects in a string', `let a='cannot import "orders"';`],
    ['a require over two lines', 'let a=`require("x\ny");`;'],
    ['an import in a comment', `/* import x from "y"; */`],
    ["the runner's first marker", 'let a="// Rewire require";'],
    ["the runner's second marker", 'let a="// This is an auto";'],
    ['a link to a source map', '//# sourceMappingURL=index.js.map\n'],
  ])('refuses %s', (_, body) => {
    for (const target of TARGETS) expect(brokenRules(artifact(target, body))).toContain('vendor-text');
  });

  it('reports each place', () => {
    expect(messagesOf(artifact('v1', SEVERAL), 'vendor-text')).toHaveLength(2);
  });

  it('takes ordinary sentences with these words', () => {
    const body = 'let a="signatures require a key from the import (x)",b="we import goods from abroad";';
    for (const target of TARGETS) expect(brokenRules(artifact(target, body))).toEqual([]);
  });
});
