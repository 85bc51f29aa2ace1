import { expect, it, vi } from 'vitest';
import { Instance, perInstance, perVariables } from '../../src/run/instance.ts';

it('keeps one thing for each purpose and instance', () => {
  const tokens = perInstance(() => new Map<string, string>());
  const flights = perInstance(() => new Map<string, string>());
  const [first, second] = [new Instance(), new Instance()];
  tokens(first).set('a', 'x');

  expect(tokens(first).get('a')).toBe('x');
  expect([tokens(second).size, flights(first).size]).toEqual([0, 0]);
});

it('keeps also what is nothing', () => {
  let created = 0;
  const slot = perInstance(() => {
    created += 1;
    return undefined;
  });
  const instance = new Instance();

  expect([slot(instance), slot(instance), created]).toEqual([undefined, undefined, 1]);
});

it('works out once what follows from the variables, for each instance and each set of them', () => {
  const derive = vi.fn(({ env }: { env: { HOST: string } }) => ({ url: `https://${env.HOST}/` }));
  const urlOf = perVariables(derive);
  const run = { env: { HOST: 'a.example' }, accountId: '12345', instance: new Instance() };

  expect(urlOf({ ...run })).toBe(urlOf({ ...run }));
  expect(urlOf({ ...run, env: { HOST: 'b.example' } })).toEqual({ url: 'https://b.example/' });
  expect(derive).toHaveBeenCalledTimes(2);
  urlOf({ ...run, instance: new Instance() });
  expect(derive).toHaveBeenCalledTimes(3);
});

it('keeps nothing of variables from which nothing follows', () => {
  const fails = perVariables(() => {
    throw new Error('they do not go together');
  });
  const run = { env: {}, accountId: undefined, instance: new Instance() };
  for (let count = 0; count < 2; count++) expect(() => fails(run)).toThrow('they do not go together');
});
