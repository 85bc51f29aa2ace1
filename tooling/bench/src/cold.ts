import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { createLambdaFolder, TARGETS } from './lambdas.ts';
import { measureChildren, median } from './measure.ts';
import { installPeers } from './peers.ts';
import { printTable } from './table.ts';

/** Our functions, and the lambda around a peer that does the same. */
const FUNCTIONS: Record<string, string | undefined> = {
  oauth1_post: undefined,
  client_credentials: 'oauth4webapi',
  refresh_scheduler: 'oauth4webapi-refresh',
  context_save: undefined,
  context_get: undefined,
};
const ROUNDS = 25;

const path = (relative: string) => fileURLToPath(new URL(relative, import.meta.url));

interface Subject {
  label: string;
  /** The function of ours that does the same. */
  likeOurs: string;
  file: string;
  script: string[];
}

/**
 * A cold start of every artifact: a fresh process, from before its file is loaded until its first run has ended.
 * Secrets, token endpoint, API and context store are a stub that answers at once, so there is no network in it.
 */
export default async function bench(): Promise<void> {
  installPeers();
  const folder = createLambdaFolder(path('./cold/world.cjs'));
  try {
    const subjects: Subject[] = [];
    for (const target of TARGETS) {
      for (const [name, peer] of Object.entries(FUNCTIONS)) {
        const add = (label: string, file: string) =>
          subjects.push({
            label: `${target} ${label}`,
            likeOurs: `${target} ${name}`,
            file,
            script: [path('./cold/measure-cold.cjs'), target, name, file],
          });
        add(name, folder.ours(name, target));
        if (peer !== undefined) add(peer, await folder.peer(peer, target));
      }
    }
    print(subjects);
  } finally {
    folder.remove();
  }
}

function print(subjects: readonly Subject[]): void {
  const scripts = Object.fromEntries(subjects.map(({ label, script }) => [label, script]));
  const results = measureChildren(scripts, { rounds: ROUNDS });
  const of = (label: string, measure: string) => median(results[label]?.[measure] ?? []);
  printTable(
    ['lambda', 'characters', 'cpu, ms', 'load, ms', 'first run, ms', 'cpu x ours'],
    subjects.map(({ label, likeOurs, file }) => [
      label,
      readFileSync(file, 'utf8').length.toLocaleString('en-US'),
      ...['cpuMs', 'loadMs', 'runMs'].map((measure) => of(label, measure).toFixed(2)),
      (of(label, 'cpuMs') / of(likeOurs, 'cpuMs')).toFixed(2),
    ]),
  );
}
