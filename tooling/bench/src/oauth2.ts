import { fileURLToPath } from 'node:url';
import { createLambdaFolder, TARGETS } from './lambdas.ts';
import { measureChildren, median } from './measure.ts';
import { installPeers } from './peers.ts';
import { printTable } from './table.ts';

const OURS = 'client_credentials';
const PEERS = ['oauth4webapi', 'simple-oauth2'];

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

/** Measures the lambda that its arguments name. */
const MEASURE = path('./oauth2/measure-lambda.cjs');

/**
 * CPU time of a lambda that gets a token by client credentials and calls an API with it: from before its file is
 * loaded until the first run has ended, and of a run in the warm instance, which keeps the token. All answers come
 * at once from the same stub, so nothing is measured but the lambda.
 */
export default async function bench(): Promise<void> {
  installPeers();
  const folder = createLambdaFolder(path('./oauth2/stub.cjs'));
  try {
    const scripts: Record<string, string[]> = {};
    for (const target of TARGETS) {
      scripts[`${target} ${OURS}`] = [MEASURE, target, folder.ours(OURS, target)];
      for (const peer of PEERS) {
        scripts[`${target} ${peer}`] = [MEASURE, target, await folder.peer(peer, target)];
      }
    }
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
    folder.remove();
  }
}
