import { describe, expect, it } from 'vitest';
import type { Artifact } from '../../../src/check/artifact.ts';
import { TARGETS } from '../../../src/target.ts';
import { artifact, brokenRules, messagesOf } from '../../support/artifact.ts';

const withFirstLine = (sound: Artifact, line: string): Artifact => ({
  ...sound,
  code: sound.code.replace(/^.*\n/, `${line}\n`),
});

describe('imports', () => {
  it.each([
    ['a renamed import', 'import { Toolbelt as Toolbelt } from "core-functions-toolbelt";'],
    ['a namespace import', 'import * as Toolbelt from "core-functions-toolbelt";'],
    ['a default with names', 'import d, { Toolbelt } from "core-functions-toolbelt";'],
    ['single quotes', "import { Toolbelt } from 'core-functions-toolbelt';"],
    ['a missing semicolon', 'import { Toolbelt } from "core-functions-toolbelt"'],
    ['missing spaces', 'import{Toolbelt}from"core-functions-toolbelt";'],
    ['another module', 'import { Toolbelt } from "lodash";'],
    [
      'two imports in a line',
      'import { Toolbelt } from "core-functions-toolbelt"; import nodeFs from "node:fs";',
    ],
    ['an import for its effects', 'import "core-functions-toolbelt";'],
  ])('refuses %s on V2', (_, line) => {
    expect(brokenRules(withFirstLine(artifact('v2'), line))).toContain('imports');
  });

  it.each([
    ['another module', "const { Toolbelt } = require('lodash');"],
    ['double quotes', 'const { Toolbelt } = require("lp-faas-toolbelt");'],
    ['another keyword', "var { Toolbelt } = require('lp-faas-toolbelt');"],
    ["the other generation's module", "const { Toolbelt } = require('core-functions-toolbelt');"],
    ['a package that the local runner maps', "const OAuth = require('oauth-1.0a');"],
  ])('refuses %s on V1', (_, line) => {
    expect(brokenRules(withFirstLine(artifact('v1'), line))).toContain('imports');
  });

  it.each(TARGETS)('refuses a require inside the bundle on %s', (target) => {
    const name = 'some'.concat('where');
    expect(brokenRules(artifact(target, `let m=require(${name});`))).toContain('imports');
    expect(brokenRules(artifact(target, 'let m=require;'))).toContain('imports');
  });

  it.each([
    'let a={require:1},b=a.require("x").y;class E{require=b}',
    'let a=typeof require;',
    'let a=function(require){return require(1)};',
    'let a=(x=>typeof require<"u"?require:x)(function(x){if(typeof require<"u")return require.apply(this,arguments)});',
  ])('takes `%s`, which requires nothing', (body) => {
    for (const target of TARGETS) expect(brokenRules(artifact(target, body))).toEqual([]);
  });

  it.each(TARGETS)('refuses a dynamic import on %s', (target) => {
    expect(messagesOf(artifact(target, 'let m=()=>import(u);'), 'imports')).toEqual([
      expect.stringContaining('import statically'),
    ]);
  });

  it.each([
    'export { lpFunction };',
    'export default lpFunction;',
    'export * from "core-functions-toolbelt";',
  ])('refuses `%s`', (line) => {
    const sound = artifact('v2');
    expect(brokenRules({ ...sound, code: sound.code + line })).toContain('imports');
  });

  it('refuses import.meta and takes new.target', () => {
    expect(messagesOf(artifact('v2', 'let u=import.meta.url;'), 'imports')).toHaveLength(1);
    expect(brokenRules(artifact('v2', 'function F(){return new.target}'))).toEqual([]);
  });

  it.each(['await 0;', 'for await (const a of []);'])('refuses the top-level `%s`', (statement) => {
    const sound = artifact('v2');
    const broken = { ...sound, code: sound.code.replace('async function', `${statement}\nasync function`) };
    expect(messagesOf(broken, 'imports')).toEqual([expect.stringContaining('top-level await')]);
  });

  it('takes awaits inside of functions', () => {
    expect(brokenRules(artifact('v2', 'async function f(a){await 0;for await(const b of a);}'))).toEqual([]);
  });

  it('takes an artifact without any import', () => {
    const sound = artifact('v2');
    const code = sound.code.replace(/^import .*\n/gm, '').replace('var t=Toolbelt', 'var t=1');
    expect(brokenRules({ ...sound, code })).toEqual([]);
  });
});
