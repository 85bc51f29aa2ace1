import { spawnSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { median } from '../measure.ts';
import { installPeers } from '../peers.ts';
import { printTable } from '../table.ts';
import { type Stage, startStage } from './dev.ts';

const CALLS = 500;
const SAVES = 9;
const CONNECTIONS = 16;
const LOAD_SECS = 5;
const IDLE_MS = 3_000;
/** Between two saves of a person in a hurry. */
const PAUSE_MS = 500;

/** What the emulated platform costs its user, with a function that touches no network. */
export default async function bench(): Promise<void> {
  const autocannon = installPeers().resolve('autocannon');
  const stage = await startStage();
  try {
    await sleep(IDLE_MS);
    const memoryMb = stage.memoryMb();
    const rows: string[][] = [];
    for (const [name, url] of [
      ['V1', stage.v1],
      ['V2', stage.v2],
    ] as const) {
      const target = `${url}/probe`;
      rows.push([`${name} warm call, median ms`, (await warmCallMs(target)).toFixed(2), '2 or less']);
      const rate = callsPerSecond(autocannon, target);
      rows.push([`${name} calls a second, ${CONNECTIONS} connections`, rate.toFixed(0), '1000 or more']);
    }
    rows.push(['save to live, median ms', (await saveToLiveMs(stage)).toFixed(0), 'below 300']);
    rows.push(['idle lp dev with its processes, MB', memoryMb.toFixed(0), 'below 250']);
    printTable(['measure', 'figure', 'aim'], rows);
  } finally {
    await stage.stop();
  }
}

const call = async (url: string): Promise<unknown> =>
  ((await (await fetch(url, { method: 'POST' })).json()) as { result?: unknown }).result;

async function warmCallMs(url: string): Promise<number> {
  const durations: number[] = [];
  for (let count = 0; count < CALLS; count++) {
    const startedAt = performance.now();
    await call(url);
    durations.push(performance.now() - startedAt);
  }
  return median(durations);
}

function callsPerSecond(autocannon: string, url: string): number {
  const load = ['-c', `${CONNECTIONS}`, '-d', `${LOAD_SECS}`];
  const args = [autocannon, '--json', '--method', 'POST', ...load, url];
  const { stdout, stderr, status } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const { requests, non2xx } = JSON.parse(stdout) as { requests: { average: number }; non2xx: number };
  if (non2xx > 0) throw new Error(`${non2xx} calls failed`);
  return requests.average;
}

/** From the save until a call returns what was saved; to ask all the while would slow down what is measured. */
async function saveToLiveMs({ v2, save }: Stage): Promise<number> {
  const durations: number[] = [];
  for (let version = 1; version <= SAVES; version++) {
    const startedAt = performance.now();
    await save(version);
    if ((await call(`${v2}/probe`)) !== version)
      throw new Error('lp dev served something else than was saved');
    durations.push(performance.now() - startedAt);
    await sleep(PAUSE_MS);
  }
  return median(durations);
}
