import { expect, it } from 'vitest';
import { benches } from '../src/benches.ts';

it.each(Object.entries(benches))('%s can be loaded and run', async (_, { load }) => {
  expect((await load()).default).toBeTypeOf('function');
});
