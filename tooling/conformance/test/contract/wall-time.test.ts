import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtArtifact, ROOT } from '../../src/dist.ts';
import { runLocal } from '../../src/vendor/run-local.ts';
import { runNode } from '../../src/vendor/spawn.ts';

const LP = join(ROOT, 'tooling', 'cli', 'bin', 'lp.mjs');
const ROUNDS = 5;
const PAYLOAD = { wakeUp: true };

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

it('lp invoke of an unchanged function takes at most half of what the local invoke of the vendor takes', async () => {
  const { name, code, config } = builtArtifact('context_get', 'v1');
  const own: number[] = [];
  const vendor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const args = ['invoke', name, '--target', 'v1', '--payload', JSON.stringify(PAYLOAD)];
    const lp = await runNode(LP, args, { cwd: ROOT });
    expect(lp.stdout).toBe('{"awake":true}\n');
    own.push(lp.durationMs);
    const local = await runLocal({
      function: { name, code, config: { ...config, input: { headers: [], payload: PAYLOAD } } },
    });
    expect(local.report).toMatchObject({ result: { awake: true } });
    vendor.push(local.durationMs);
  }
  console.info(`lp invoke ${median(own).toFixed(0)} ms, vendor ${median(vendor).toFixed(0)} ms`);
  expect(median(own)).toBeLessThan(median(vendor) / 2);
});
