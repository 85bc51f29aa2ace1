import { describe, expect, it } from 'vitest';
import type { Target } from '../../../src/target.ts';
import { artifact, brokenRules, messagesOf } from '../../support/artifact.ts';

const SEVERAL = `let a='call require("x"); twice';/* const b = require("y"); */`;

describe('vendor-text', () => {
  it.each<[what: string, target: Target, body: string]>([
    ['a string that is a require', 'v2', `let a='require("x");';`],
    ['an assignment in a string', 'v2', `let a='const b = require("x");';`],
    ['an import in a string', 'v2', `let a='import x from "y"';`],
    ['an import over several lines in a template', 'v2', 'let a=`import {\n x\n} from "y";`;'],
    ['a sentence that reads like an import', 'v2', `let a='cannot import "orders"';`],
    ['an import in a comment', 'v2', `/* import x from "y"; */`],
    ['a package that the runner has a copy of', 'v1', `let a="require('lodash')";`],
    ['a package that the runner has a copy of', 'v2', `let a="require('lodash')";`],
    ["the runner's first marker", 'v1', 'let a="// Rewire require";'],
    ["the runner's second marker", 'v2', 'let a="// This is an auto";'],
  ])('refuses %s on %s: %s', (_, target, body) => {
    expect(brokenRules(artifact(target, body))).toContain('vendor-text');
  });

  it('reports each place', () => {
    expect(messagesOf(artifact('v2', SEVERAL), 'vendor-text')).toHaveLength(2);
  });

  it.each<[Target, string]>([
    ['v1', SEVERAL],
    ['v1', `let a='import x from "y"',b='require("lodash")';`],
    ['v2', `let a={require:()=>({types:1})},b=a.require("util").types;`],
    ['v2', `let a='require("x") is not available',b='require(name);';`],
    ['v2', 'let a="signatures require a key from the import (x)",b="we import goods from abroad";'],
  ])('takes on %s what its runner leaves alone: %s', (target, body) => {
    expect(brokenRules(artifact(target, body))).toEqual([]);
  });
});
