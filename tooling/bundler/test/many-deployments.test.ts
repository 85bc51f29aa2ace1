import { join } from 'node:path';
import { expect, it } from 'vitest';
import { buildFunction } from '../src/build-function.ts';
import { createWorkspace, functionPackage } from './support/workspace.ts';

const RUNS = 5;
const environment = { TARGET_URL: 'https://api.acme.com/orders', GREETING: 'hello {n}' };

function packageWith(count: number): string {
  const deploy = { environment, deployments: { 'greet_{n}': { count } } };
  const files = functionPackage('greet', { 'deploy.json': JSON.stringify(deploy) });
  return join(createWorkspace(files), 'functions', 'greet');
}

async function millisecondsOf(packageDir: string): Promise<number> {
  const start = performance.now();
  await buildFunction(packageDir);
  return performance.now() - start;
}

it('takes at most half as long again for 50 deployments as for one', async () => {
  const [one, fifty] = [packageWith(1), packageWith(50)];
  await millisecondsOf(one);
  const times: { one: number; fifty: number }[] = [];
  // In turns, so that another process slows down both.
  for (let run = 0; run < RUNS; run++) {
    times.push({ one: await millisecondsOf(one), fifty: await millisecondsOf(fifty) });
  }
  const best = (which: 'one' | 'fifty') => Math.min(...times.map((time) => time[which]));
  expect(best('fifty'), `${best('one').toFixed(0)} ms for one`).toBeLessThanOrEqual(1.5 * best('one'));
});
