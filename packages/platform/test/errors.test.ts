import { expect, it } from 'vitest';
import { failure, isFunctionError } from '../src/errors.ts';

it('makes Errors whose message starts with the code', () => {
  const error = failure('TIMEOUT', 'too slow', { status: 504 });

  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({ code: 'TIMEOUT', message: 'TIMEOUT: too slow', facts: { status: 504 } });
});

it('recognises errors of another copy of this module, and no others', () => {
  const copy = Object.assign(new Error('TIMEOUT: x'), { code: 'TIMEOUT', facts: {} });

  expect([failure('TIMEOUT', 'x'), copy].every(isFunctionError)).toBe(true);
  expect(
    [new Error('TIMEOUT: x'), { code: 'TIMEOUT' }, 'TIMEOUT', null, undefined].some(isFunctionError),
  ).toBe(false);
});
