import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { Bench } from 'tinybench';
import { median } from '../measure.ts';
import { printTable } from '../table.ts';

const ROUNDS = 9;
const ROUND_MS = 250;

/** Signs a form of ten fields with HMAC-SHA1, again and again, the subjects in turn. */
export default async function bench(): Promise<void> {
  const subjects = await loadSubjects();
  const names = Object.keys(subjects);
  const latenciesMs = new Map(names.map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    const { tasks } = await runRound(subjects);
    for (const { name, result } of tasks) {
      if (!('latency' in result)) throw new Error(`${name} ended as ${result.state}`);
      // Of each signature by itself: a mean would follow the moments in which the machine does something else.
      latenciesMs.get(name)?.push(result.latency.p50);
    }
  }
  const microseconds = (name = '') => median(latenciesMs.get(name) ?? []) * 1_000;
  const [bare, ours, theirs] = names;
  printTable(
    ['median of each signature', 'µs', 'per second', 'times the HMAC'],
    names.map((name) => [
      name,
      microseconds(name).toFixed(2),
      Math.round(1e6 / microseconds(name)).toLocaleString('en'),
      (microseconds(name) / microseconds(bare)).toFixed(2),
    ]),
  );
  const share = (100 * microseconds(ours)) / microseconds(theirs);
  console.log(`\n${ours} takes ${share.toFixed(0)} % of the time of ${theirs} (${ROUNDS} rounds).`);
}

type Subjects = typeof import('./subjects.ts').subjects;

/** Bundled and minified as lambdas are: the loader that runs this file adds to functions what would be measured. */
async function loadSubjects(): Promise<Subjects> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-oauth1-'));
  try {
    const outfile = join(folder, 'subjects.mjs');
    await build({
      entryPoints: [fileURLToPath(new URL('./subjects.ts', import.meta.url))],
      outfile,
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
    });
    return (await import(pathToFileURL(outfile).href)).subjects;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function runRound(subjects: Subjects): Promise<Bench> {
  const bench = new Bench({ time: ROUND_MS, warmupTime: 100 });
  for (const [name, sign] of Object.entries(subjects)) bench.add(name, () => void sign());
  await bench.run();
  return bench;
}
