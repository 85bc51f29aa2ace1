import { expect, it } from 'vitest';
import { checkLifetime, isLifetime } from '../../src/service/lifetime.ts';

it.each([1, 60, 34_300_800])('%d seconds are a lifetime', (value) => {
  expect(isLifetime(value)).toBe(true);
});

it.each([0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, '60', null])('%j is none', (value) => {
  expect(isLifetime(value)).toBe(false);
});

it('no lifetime is fine where it is optional', () => {
  expect(() => checkLifetime(undefined)).not.toThrow();
  expect(() => checkLifetime(0)).toThrow(
    'INPUT_INVALID: ttlSeconds: expected a whole number of seconds above 0',
  );
});
