import { expect, it } from 'vitest';
import { runLocal } from '../../src/vendor/run-local.ts';
import { probe } from '../support/probe.ts';

/** Catches what the refusal throws, as a function might. */
const code = probe('v1').code.replace(
  'return lpFunction.lambda',
  'fetch("http://198.51.100.7/").catch(() => {}); return lpFunction.lambda',
);

it('a function that wants to leave this machine is found out, even one that hides it', async () => {
  const settings = { secrets: [], whitelist: ['198.51.100.7'] };
  await expect(runLocal({ function: { ...probe('v1'), code }, settings })).rejects.toThrow(
    'loopback-only: refused 198.51.100.7:80',
  );
});
