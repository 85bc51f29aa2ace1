import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureChildren, median } from './measure.ts';
import { prepareLambdas } from './oauth2/lambdas.ts';
import { installPeers } from './peers.ts';
import { printTable } from './table.ts';

const OURS = 'client_credentials';
const PEERS = ['oauth4webapi', 'simple-oauth2'];
const TARGETS = ['v1', 'v2'] as const;

/**
 * CPU time of a lambda that gets a token by client credentials and calls an API with it: from before its file is
 * loaded until the first run has ended, and of a run in the warm instance, which keeps the token. All answers come
 * at once from the same stub, so nothing is measured but the lambda.
 */
export default async function bench(): Promise<void> {
  installPeers();
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'bench-oauth2-')));
  try {
    const scripts = Object.assign(
      {},
      ...(await Promise.all(TARGETS.map((target) => prepareLambdas(folder, target, PEERS)))),
    );
    const results = measureChildren(scripts);
    const of = (name: string, measure: string) => median(results[name]?.[measure] ?? []);
    printTable(
      ['lambda', 'first token, ms', 'x ours', 'warm run, ms', 'x ours'],
      TARGETS.flatMap((target) =>
        [OURS, ...PEERS].map((name) => [
          `${target} ${name}`,
          ...['firstMs', 'warmMs'].flatMap((measure) => {
            const ms = of(`${target} ${name}`, measure);
            return [ms.toFixed(2), (ms / of(`${target} ${OURS}`, measure)).toFixed(2)];
          }),
        ]),
      ),
    );
    const share = of(`v1 ${OURS}`, 'firstMs') / of('v1 oauth4webapi', 'firstMs');
    console.log(`\nFirst token on V1: ${share.toFixed(2)} of oauth4webapi's (aim: at most 0.25).`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
