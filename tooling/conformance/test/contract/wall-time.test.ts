import { join } from 'node:path';
import { expect, it } from 'vitest';
import { builtArtifact, ROOT } from '../../src/dist.ts';
import { runNode } from '../../src/vendor/spawn.ts';
import { account, project } from '../support/account.ts';

const LP = join(ROOT, 'tooling', 'cli', 'bin', 'lp.mjs');
const ROUNDS = 5;
const PAYLOAD = { wakeUp: true };

const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1] ?? 0;

it('lp invoke takes at most half of the wall time of lpf invoke --local, round by round', async () => {
  const { name, code, config } = builtArtifact('context_get', 'v1');
  const { lpf } = await account();
  const { dir } = project([{ name, code, config: { ...config, input: { headers: [], payload: PAYLOAD } } }]);
  const own: number[] = [];
  const vendor: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const args = ['invoke', name, '--target', 'v1', '--payload', JSON.stringify(PAYLOAD)];
    const lp = await runNode(LP, args, { cwd: ROOT });
    expect(lp.stdout).toBe('{"awake":true}\n');
    own.push(lp.durationMs);
    const local = await lpf.run(dir, 'invoke', name, '--local');
    expect(local.stdout).toContain('"awake": true');
    vendor.push(local.durationMs);
  }
  console.info(`lp invoke ${median(own).toFixed(0)} ms, lpf invoke --local ${median(vendor).toFixed(0)} ms`);
  expect(median(own)).toBeLessThan(median(vendor) / 2);
});
