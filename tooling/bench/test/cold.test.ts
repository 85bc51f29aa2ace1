import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it, onTestFinished } from 'vitest';
import { measureChildren } from '../src/measure.ts';

const MEASURE = fileURLToPath(new URL('../src/cold/measure-cold.cjs', import.meta.url));
const WORLD = JSON.stringify(fileURLToPath(new URL('../src/cold/world.cjs', import.meta.url)));

/** Measures a lambda in the world of oauth1_post, whose API answers one request. */
function measure(run: string) {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'lambda.cjs');
  writeFileSync(
    file,
    `const http = require(${WORLD}).Toolbelt.HTTPClient();
     exports.lambda = async (input, callback) => { ${run} callback(null, {}); };`,
  );
  return measureChildren({ lambda: [MEASURE, 'v1', 'oauth1_post', file] }, { rounds: 1 });
}

it('measures the load and the first run', () => {
  const { cpuMs, loadMs, runMs } = measure('await http(process.env.TARGET_URL);').lambda ?? {};
  for (const [ms = 0] of [cpuMs ?? [], loadMs ?? [], runMs ?? []]) expect(ms).toBeGreaterThan(0);
});

it('measures nothing that does not do the work', () => {
  expect(() => measure('')).toThrow(/lambda failed/);
});
