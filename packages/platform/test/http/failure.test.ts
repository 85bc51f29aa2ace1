import { expect, it } from 'vitest';
import { networkError, tooLarge } from '../../src/http/failure.ts';

const coded = (code: string) => Object.assign(new Error('hidden'), { code });

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
])('finds the code in %s', (_, error, cause) => {
  const failure = networkError(error, 'api.example.com');

  expect(failure).toMatchObject({ code: 'NETWORK_ERROR', facts: { cause } });
  expect(failure.message).toContain('api.example.com');
  expect(failure.message).not.toContain('hidden');
});

it('names host and limit of a response that is too large, not its path', () => {
  const { code, message, facts } = tooLarge('https://api.example.com/orders?key=s3cret', 64, 200);

  expect([code, facts]).toEqual(['RESPONSE_TOO_LARGE', { status: 200 }]);
  expect(message).toMatch(/api\.example\.com.*64/);
  expect(message).not.toContain('s3cret');
});
