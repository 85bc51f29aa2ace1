import { expect, it } from 'vitest';
import { FunctionError, isFunctionError } from '../../src/errors/function-error.ts';

it('makes Errors whose message starts with the code', () => {
  const error = new FunctionError('TIMEOUT', 'too slow', { status: 504, reason: 'slow' });

  expect(error).toBeInstanceOf(Error);
  expect(error).toMatchObject({
    name: 'FunctionError',
    message: 'TIMEOUT: too slow',
    code: 'TIMEOUT',
    text: 'too slow',
    status: 504,
    reason: 'slow',
  });
  expect(error.stack).toMatch(/^FunctionError: TIMEOUT: too slow\n/);
});

it('recognises errors of another copy of the class, and no others', () => {
  class OfAnotherBundle extends Error {
    code = 'TIMEOUT';
    text = 'x';
    override get name() {
      return 'FunctionError';
    }
  }

  expect([new FunctionError('TIMEOUT', 'x'), new OfAnotherBundle()].every(isFunctionError)).toBe(true);
  expect(
    [
      new Error('TIMEOUT: x'),
      { code: 'TIMEOUT' },
      { name: 'FunctionError' },
      Object.assign(new OfAnotherBundle(), { code: 'E_OTHER' }),
      Object.create(null),
      'TIMEOUT',
      null,
      undefined,
    ].some(isFunctionError),
  ).toBe(false);
});
