import { expect, it } from 'vitest';
import { Instance, perInstance } from '../../src/run/instance.ts';

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
