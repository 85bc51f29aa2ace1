import { expect, it } from 'vitest';
import { accessTokenIn } from '../../src/function/access-token.ts';

it.each([
  ['text', 'a.b-c_d', 'a.b-c_d'],
  ['digits, which are JSON, too', '12345678901234567890', '12345678901234567890'],
  ['text in quotes', '"a.b"', 'a.b'],
  ['a token set', '{"access_token":"a.b","refresh_token":"secret","expires_at":1}', 'a.b'],
])('takes the token out of %s', (_, stored, token) => {
  expect(accessTokenIn(stored, 'the secret t')).toBe(token);
});

it.each([
  ['no access token', '{"refresh_token":"canary"}'],
  ['an empty one', '{"access_token":"","refresh_token":"canary"}'],
  ['one that is no text', '{"access_token":{"canary":1}}'],
  ['an array', '["canary"]'],
])('refuses %s and names the secret, not its value', (_, stored) => {
  expect(() => accessTokenIn(stored, 'the secret t')).toThrow(
    /^CONFIG_INVALID: SECRET_CONTEXT_ACCESS_TOKEN: the secret t holds JSON without an acc(?!.*canary)/,
  );
});
