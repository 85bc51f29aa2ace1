import { describe, expect, it } from 'vitest';
import { contextSecrets, contextTargets } from '../../src/index.ts';

describe('the service', () => {
  it.each([
    [{ CONTEXT_ZONE: 'z2' }, 'https://z2.context.liveperson.net'],
    [{ CONTEXT_BASE_URL: 'https://context.example.com/base/' }, 'https://context.example.com/base/'],
    [{ CONTEXT_ZONE: 'z2', CONTEXT_BASE_URL: 'https://context.example.com' }, 'https://context.example.com'],
  ] as const)('of %j is %s', (given, url) => {
    expect(contextTargets({ CONTEXT_ZONE: undefined, CONTEXT_BASE_URL: undefined, ...given })).toEqual([url]);
  });

  it('has to be named', () => {
    expect(() => contextTargets({ CONTEXT_ZONE: undefined, CONTEXT_BASE_URL: undefined })).toThrow(
      "CONFIG_INVALID: CONTEXT_ZONE: expected z1, z2, z3, or the service's URL in CONTEXT_BASE_URL",
    );
  });
});

it.each([
  ['v1', { mavenApiKey: true, contextAccessToken: false }],
  ['v2', { mavenApiKey: false, contextAccessToken: true }],
] as const)('%s needs its own secret alone', (api, needed) => {
  const env = { CONTEXT_API: api };
  expect({
    mavenApiKey: contextSecrets.mavenApiKey.when(env),
    contextAccessToken: contextSecrets.contextAccessToken.when(env),
  }).toEqual(needed);
});
