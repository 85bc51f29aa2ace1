import nock from 'nock';
import { expect, it, vi } from 'vitest';
import { defineFunction, type Run } from '../../src/index.ts';
import { createMemorySecrets } from '../../src/testing/index.ts';
import { toV2 } from '../../src/v2/index.ts';
import { Toolbelt, toolbelt } from '../fakes/core-functions-toolbelt.ts';

const lambdaWith = (handler: (run: Run) => Promise<unknown>) =>
  toV2(
    defineFunction({
      name: 'probe',
      description: 'Any handler.',
      environment: {},
      payload: {},
      secrets: {},
      targets: () => [],
      handler,
    }),
  );

it('returns the result', async () => {
  expect(await lambdaWith(async () => ({ done: true }))({ payload: {} })).toEqual({ done: true });
});

it('throws an Error, never anything else: that would leave the platform as a success', async () => {
  const lambda = lambdaWith(() => Promise.reject({ code: 'E_OWN' }));

  await expect(lambda({})).rejects.toBeInstanceOf(Error);
  await expect(lambda({})).rejects.toMatchObject({ code: 'INTERNAL' });
});

it.each([undefined, null, {}, { payload: null }, { headers: { a: 'b' }, payload: '{}' }])(
  'takes the input %j',
  async (input) => {
    expect(await lambdaWith(async ({ payload }) => payload)(input)).toEqual({});
  },
);

it('sends requests over fetch', async () => {
  vi.stubEnv('ALLOWED_ORIGINS', 'https://api.example.com');
  nock('https://api.example.com').get('/').reply(200, 'hello');
  const lambda = lambdaWith(({ http }) =>
    http.send({ method: 'GET', url: 'https://api.example.com/' }).then(({ text }) => text),
  );

  expect(await lambda({})).toBe('hello');
});

it('asks the toolbelt for cached values unless they have to be fresh', async () => {
  toolbelt.secrets = createMemorySecrets({ a: '1' });
  const readSecret = vi.fn(async (key: string) => ({ key, value: '1' }));
  vi.spyOn(Toolbelt, 'SecretClient').mockReturnValue({ ...Toolbelt.SecretClient(), readSecret });
  await lambdaWith(async ({ secrets }) => {
    await secrets.get('a');
    await secrets.get('a', { fresh: true });
  })({});

  expect(readSecret.mock.calls).toEqual([
    ['a', { useCache: true }],
    ['a', { useCache: false }],
  ]);
});
