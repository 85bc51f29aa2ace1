import { expect, it } from 'vitest';
import { undeclaredNames } from '../../src/bundle/undeclared.ts';

const namesIn = (code: string) => undeclaredNames({ target: 'v1', dir: '.', code, map: '' });

it.each([
  ['leaked = 1', ['leaked']],
  ['function f() { leaked++; }', ['leaked']],
  ['for (key in x) ; for (item of x) ;', ['item', 'key']],
  ['function f() { var i; } function g() { i = 1; }', ['i']],
])('finds what `%s` assigns to without declaring it', (code, names) => {
  expect(namesIn(code)).toEqual(names);
});

it.each([
  'var a; let b; a = b = 1;',
  'a = 1; { var a; }',
  'function f(a, { b, c: [d] }, ...e) { a = b = d = e = 1; }',
  '(a) => { a++; }',
  'function f() { f = 1; } class A {} A = 2;',
  'try {} catch (error) { error = 1; }',
  'var a; function f() { return () => { a = 1; }; }',
  'for (var key in x) ; for (const item of x) ;',
  'process = 1; globalThis.a = 1; x.a = 1;',
])('takes `%s`', (code) => {
  expect(namesIn(code)).toEqual([]);
});
