import { expect, it } from 'vitest';
import { defineFunction, flag, optional } from '../../src/index.ts';
import { secretNeeds } from '../../src/secrets/declaration.ts';

const definition = defineFunction({
  name: 'probe',
  description: 'Needs some of its secrets.',
  environment: { SIGNED: optional(flag(), 'false'), TRACED: optional(flag(), 'false') },
  payload: {},
  secrets: {
    apiKey: {},
    clientId: { isIdentifier: true },
    signingKey: { when: (env) => env.SIGNED },
    traceKey: { when: (env) => env.SIGNED, optional: (env) => !env.TRACED },
    spare: { optional: true },
  },
  targets: () => [],
  handler: async () => null,
});

const needsWith = (SIGNED: boolean, TRACED: boolean) =>
  secretNeeds(definition.secrets, {
    SIGNED,
    TRACED,
    REQUEST_TIMEOUT_MS: 1,
    DEADLINE_MS: 1,
    LOG_LEVEL: 'warn',
    ALLOWED_ORIGINS: undefined,
  });

it('says which secrets a function needs, by its variables', () => {
  expect(needsWith(false, false)).toEqual({
    apiKey: 'required',
    clientId: 'required',
    signingKey: 'unused',
    traceKey: 'unused',
    spare: 'optional',
  });
  expect(needsWith(true, false)).toMatchObject({ signingKey: 'required', traceKey: 'optional' });
  expect(needsWith(true, true)).toMatchObject({ traceKey: 'required' });
});
