import { expect, it } from 'vitest';
import { checkJson } from '../src/json.ts';

const cycle: Record<string, unknown> = { name: 'a' };
cycle.self = { deeper: [cycle] };
const shared = { a: 1 };

it.each([
  ['undefined', { a: { b: undefined } }, 'properties.a.b'],
  ['a function', { list: [1, () => 1] }, 'properties.list.1'],
  ['a symbol', { a: Symbol('s') }, 'properties.a'],
  ['a BigInt', { 'with space': 1n }, 'properties.with space'],
  ['NaN', { a: [Number.NaN] }, 'properties.a.0'],
  ['an infinity', { a: Number.NEGATIVE_INFINITY }, 'properties.a'],
  ['a cycle', cycle, 'properties.self.deeper.0'],
  ['a date', { at: new Date(0) }, 'properties.at'],
  ['a map', { a: new Map([[1, 2]]) }, 'properties.a'],
  ['the hole of an array', { a: new Array(2) }, 'properties.a.0'],
  [
    'what says itself how it is written',
    {
      a: new (class {
        toJSON() {
          return 1;
        }
      })(),
    },
    'properties.a',
  ],
  ['bytes', { a: new Uint8Array(2) }, 'properties.a'],
])('refuses %s and says where it is', (_, value, path) => {
  expect(() => checkJson(value, 'properties')).toThrow(`INPUT_INVALID: ${path}: expected JSON`);
});

it('accepts what JSON has, the same object in two places included', () => {
  const value = {
    text: '',
    number: -0.5e-3,
    yes: true,
    none: null,
    list: [[], {}],
    toJSON: 'a name like any other',
    one: shared,
    two: shared,
  };
  expect(() => checkJson(value, 'properties')).not.toThrow();
  expect(() => checkJson(Object.assign(Object.create(null), { a: 1 }), 'properties')).not.toThrow();
});
