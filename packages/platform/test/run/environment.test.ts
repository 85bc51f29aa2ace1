import { expect, it } from 'vitest';
import { url } from '../../src/index.ts';
import { readEnvironment } from '../../src/run/environment.ts';

it('has defaults for what every function understands', () => {
  expect(readEnvironment({}, {})).toEqual({
    REQUEST_TIMEOUT_MS: 10_000,
    DEADLINE_MS: 28_000,
    LOG_LEVEL: 'warn',
    ALLOWED_ORIGINS: undefined,
  });
});

it('takes an empty variable as one that is not set', () => {
  const env = { DEADLINE_MS: '', TARGET_URL: '' };

  expect(readEnvironment({}, env).DEADLINE_MS).toBe(28_000);
  expect(() => readEnvironment({ TARGET_URL: url() }, env)).toThrow(/^CONFIG_INVALID: .*TARGET_URL/);
});

it('leaves other variables alone', () => {
  expect(readEnvironment({}, { PATH: '/bin' })).not.toHaveProperty('PATH');
});

it.each([
  ['REQUEST_TIMEOUT_MS', '0'],
  ['REQUEST_TIMEOUT_MS', '30001'],
  ['DEADLINE_MS', '29501'],
  ['DEADLINE_MS', '-1'],
  ['DEADLINE_MS', '1.5'],
  ['LOG_LEVEL', 'WARN'],
  ['ALLOWED_ORIGINS', 'a.example'],
  ['ALLOWED_ORIGINS', 'https://a.example,'],
  ['ALLOWED_ORIGINS', 'http://a.example'],
  ['ALLOWED_ORIGINS', 'https://a.example/only/here'],
])('refuses %s=%s, and does not repeat the value', (name, value) => {
  expect(() => readEnvironment({}, { [name]: value })).toThrow(new RegExp(`^CONFIG_INVALID: ${name}`));
});
