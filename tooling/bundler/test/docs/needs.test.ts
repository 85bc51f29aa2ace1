import { defineFunction, flag, oneOf, optional, text, url } from '@lp-functions/platform';
import { expect, it } from 'vitest';
import { needTexts } from '../../src/docs/needs.ts';

it('says when each secret is needed', () => {
  const definition = defineFunction({
    name: 'greet',
    description: 'Greets.',
    environment: {
      TARGET_URL: url(),
      AUTH: optional(oneOf('key', 'signature', 'certificate', 'none'), 'key'),
      SIGNED: optional(flag(), 'false'),
      CONNECTIONS: optional(text()),
    },
    payload: {},
    secrets: {
      always: {},
      never: { when: () => false },
      key: { when: (env) => env.AUTH === 'key' && env.CONNECTIONS === undefined },
      privateKey: { when: (env) => env.AUTH === 'signature' || env.AUTH === 'certificate' || env.SIGNED },
      token: { when: (env) => env.AUTH !== 'none', optional: (env) => env.AUTH === 'key' },
      spare: { optional: true },
    },
    targets: (env) => [env.TARGET_URL],
    handler: async () => 'hello',
  });
  expect(needTexts(definition)).toEqual({
    always: 'required',
    never: 'not',
    key: 'required; not with `AUTH` `signature` or `certificate` or `none`, `CONNECTIONS`',
    privateKey: 'required with `AUTH` `signature` or `certificate`, `SIGNED` `true`',
    token: 'optional; required with `AUTH` `signature` or `certificate`; not with `AUTH` `none`',
    spare: 'optional',
  });
});
