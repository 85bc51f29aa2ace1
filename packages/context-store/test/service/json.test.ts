import { expect, it } from 'vitest';
import { checkJsonObject, pick } from '../../src/service/json.ts';

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
  expect(() => checkJsonObject(value, 'properties')).toThrow(
    `INPUT_INVALID: ${path}: expected JSON, that is`,
  );
});

it.each([[[1]], [null], ['a'], [undefined]])('refuses %j, which is no object', (value) => {
  expect(() => checkJsonObject(value, 'properties')).toThrow('INPUT_INVALID: properties: expected an object');
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
  expect(() => checkJsonObject(value, 'properties')).not.toThrow();
  expect(() => checkJsonObject(Object.assign(Object.create(null), { a: 1 }), 'properties')).not.toThrow();
});

it('takes time in proportion to what it checks, however deep it is', () => {
  let deep: unknown = 1;
  for (let depth = 0; depth < 2_000; depth++) deep = { deeper: deep };
  const wide = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`name${index}`, [index]]));
  const start = performance.now();
  checkJsonObject({ deep, wide }, 'properties');
  expect(performance.now() - start).toBeLessThan(1_000);
});

it('picks members by name, and none that every object inherits', () => {
  const object = JSON.parse('{"a":1,"__proto__":2,"b":3}');
  expect(JSON.stringify(pick(object, ['__proto__', 'a', 'toString']))).toBe('{"a":1,"__proto__":2}');
});
