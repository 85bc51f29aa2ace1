import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rewriteForV1Runner, undoV1Runner } from '../../src/vendor/v1-runner.ts';
import {
  importsToRequires,
  requiresToImports,
  rewriteForV2Runner,
  undoV2Runner,
} from '../../src/vendor/v2-runner.ts';
import { codeOf } from '../support/artifact.ts';

describe('the local runner of V1', () => {
  it('leaves a sound artifact as it was', () => {
    const code = codeOf('v1');
    expect(rewriteForV1Runner(code, 'greet')).toContain(code);
    expect(undoV1Runner(rewriteForV1Runner(code, 'greet'))).toBe(code);
  });

  it('maps the first require of a package it knows, and back', () => {
    const code = `const OAuth = require('oauth-1.0a');\n`;
    const rewritten = rewriteForV1Runner(code, 'greet');
    expect(rewritten).toContain(`require('../bin/lp-faas-toolbelt/oauth-1.0a')`);
    expect(undoV1Runner(rewritten)).toBe(code);
  });

  it('cuts a file at its own end marker', () => {
    expect(undoV1Runner(rewriteForV1Runner('a();\n\n// This is an auto\nb();\n', 'greet'))).toBe('a();');
  });
});

describe('the local runner of V2', () => {
  it('turns the banner into requires and back', () => {
    const code = codeOf('v2');
    const requires = importsToRequires(code);
    expect(requires).toContain('const { Toolbelt } = require("core-functions-toolbelt");\n');
    expect(requires).toContain('const nodeCrypto = require("node:crypto");\n');
    expect(requires).not.toContain('import');
    expect(requiresToImports(requires)).toBe(code);
    expect(undoV2Runner(rewriteForV2Runner(code, 'greet'))).toBe(code);
  });

  it.each([
    ["import a from 'b';", 'import a from "b";'],
    ['import {\n a,\n b\n} from "c";', 'import { a,\n b } from "c";'],
    ['import * as a from "b";', 'import a from "b";'],
    ["a sentence: cannot import 'b'", 'a sentence: cannot import "b";'],
    ["require('a');", 'import "a";'],
  ])('brings %j back as %j', (code, after) => {
    expect(requiresToImports(importsToRequires(code))).toBe(after);
  });

  it('leaves what is no import as it knows them', () => {
    for (const code of ['import{a}from"b";', 'import a, { b } from "c";'])
      expect(importsToRequires(code)).toBe(code);
  });

  it('is undone for any text in a bundle that has neither imports nor requires', () => {
    const harmless = fc.string().filter((text) => !/import|require/.test(text));
    fc.assert(
      fc.property(harmless, (text) => {
        const code = codeOf('v2', `let a=${JSON.stringify(text)};`);
        expect(undoV2Runner(rewriteForV2Runner(code, 'greet'))).toBe(code);
      }),
    );
  });
});
