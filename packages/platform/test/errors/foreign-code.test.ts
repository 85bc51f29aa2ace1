import { expect, it } from 'vitest';
import { foreignCode } from '../../src/errors/foreign-code.ts';

const coded = (code: unknown) => Object.assign(new Error('hidden'), { code });

it.each([
  ['an error of node:http', coded('ECONNRESET'), 'ECONNRESET'],
  ['an error of fetch', new TypeError('fetch failed', { cause: coded('ENOTFOUND') }), 'ENOTFOUND'],
  [
    'an error of request-promise',
    Object.assign(new Error('Error: hidden'), { name: 'RequestError', error: coded('ETIMEDOUT') }),
    'ETIMEDOUT',
  ],
  [
    'several addresses tried, each in vain',
    new TypeError('fetch failed', { cause: new AggregateError([coded('ECONNREFUSED'), coded('EACCES')]) }),
    'ECONNREFUSED',
  ],
  [
    'causes within causes',
    new Error('a', { cause: new Error('b', { cause: { error: coded('EPIPE') } }) }),
    'EPIPE',
  ],
  ['no code at all', new TypeError('fetch failed'), 'unknown'],
  ['a text', 'hidden', 'unknown'],
  ['a number', coded(5), '5'],
])('finds the code in %s', (_, error, code) => expect(foreignCode(error)).toBe(code));

it('takes no sentence for a code, where the value of a secret could stand', () => {
  expect(foreignCode(coded('Invalid value s3cret in header'))).toBe('unknown');
  expect(foreignCode(coded({ toString: () => 's3cret' }))).toBe('unknown');
});

it('comes to an end with an error that is its own cause', () => {
  const error = new Error('x');
  error.cause = error;

  expect(foreignCode(error)).toBe('unknown');
});
