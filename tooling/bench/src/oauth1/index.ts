import { Bench } from 'tinybench';
import { median } from '../measure.ts';
import { printTable } from '../table.ts';
import { signBare, signByPackage, signByUs } from './subjects.ts';

const ROUNDS = 9;
const ROUND_MS = 250;

const SUBJECTS = {
  'bare HMAC of the same base string': () => void signBare(),
  signRequest: () => void signByUs(),
  'oauth-1.0a': () => void signByPackage(),
};

/** Signs a form of ten fields with HMAC-SHA1, again and again, the subjects in turn. */
export default async function bench(): Promise<void> {
  const latenciesMs = new Map(Object.keys(SUBJECTS).map((name) => [name, [] as number[]]));
  for (let round = 0; round < ROUNDS; round++) {
    const { tasks } = await runRound();
    for (const { name, result } of tasks) {
      if (!('latency' in result)) throw new Error(`${name} ended as ${result.state}`);
      // Of each signature by itself: a mean would follow the moments in which the machine does something else.
      latenciesMs.get(name)?.push(result.latency.p50);
    }
  }
  const microseconds = (name: string) => median(latenciesMs.get(name) ?? []) * 1_000;
  const [bare = ''] = Object.keys(SUBJECTS);
  printTable(
    ['median of each signature', 'µs', 'per second', 'times the HMAC'],
    Object.keys(SUBJECTS).map((name) => [
      name,
      microseconds(name).toFixed(2),
      Math.round(1e6 / microseconds(name)).toLocaleString('en'),
      (microseconds(name) / microseconds(bare)).toFixed(2),
    ]),
  );
  const ratio = microseconds('oauth-1.0a') / microseconds('signRequest');
  console.log(`\nsignRequest takes 1/${ratio.toFixed(2)} of the time of oauth-1.0a (${ROUNDS} rounds).`);
}

async function runRound(): Promise<Bench> {
  const bench = new Bench({ time: ROUND_MS, warmupTime: 100 });
  for (const [name, sign] of Object.entries(SUBJECTS)) bench.add(name, sign);
  await bench.run();
  return bench;
}
