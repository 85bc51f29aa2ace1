import { deepStrictEqual } from 'node:assert';
import type { JsonObject } from '@lp-functions/context-store';
import { installPeers } from '../peers.ts';
import { printTable } from '../table.ts';
import { type Contender, inParallel, ours, vendors } from './contenders.ts';
import { type Call, type Figures, openLane } from './lane.ts';

const ROUNDS = 15;
const LATENCY_MS = 50;

const fifty = (chars: number): JsonObject =>
  Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`property${index}`, 'x'.repeat(chars)]));
const TEN = Array.from({ length: 10 }, (_, index) => `property${index * 5}`);
const readTen: Call = (by) => by.readSome(TEN);

interface Measurement {
  title: string;
  stored: JsonObject;
  call: Call;
  /** Share of the vendor's time that ours may take. */
  aim?: number;
  /** Measures a third way, too. */
  isParallelPossible?: boolean;
}

const measurements: Measurement[] = [
  { title: 'save 50 properties', stored: {}, call: (by) => by.save(fifty(40)), aim: 0.55 },
  { title: 'read all of 50', stored: fifty(40), call: (by) => by.readAll() },
  { title: 'read 10 of 50', stored: fifty(40), call: readTen, aim: 0.15, isParallelPossible: true },
  {
    title: 'read 10 of 50, 2,000 characters each',
    stored: fifty(2_000),
    call: readTen,
    isParallelPossible: true,
  },
];

/** The vendor's client, ours, and where it makes a difference, ours with one request for each property. */
export default async function bench(): Promise<void> {
  const vendor = vendors(installPeers());
  const rows: string[][] = [];
  for (const { title, stored, call, aim, isParallelPossible } of measurements) {
    const contenders: Record<string, (url: string) => Contender> = { 'the vendor': vendor, ours };
    if (isParallelPossible) contenders['ours, if parallel'] = inParallel;
    const figures = await measure(contenders, stored, call);
    const reference = figures['the vendor']?.ms ?? Number.NaN;
    rows.push([title]);
    for (const [who, { ms, requests, bytes }] of Object.entries(figures)) {
      rows.push([
        `  ${who}`,
        ms.toFixed(1),
        `${(ms / reference).toFixed(2)}x`,
        who === 'ours' && aim !== undefined ? `${aim}x` : '',
        String(requests),
        bytes.toLocaleString('en'),
      ]);
    }
  }
  console.log(`V1 API over loopback with ${LATENCY_MS} ms latency, medians of ${ROUNDS} rounds\n`);
  printTable(['', 'ms', 'ratio', 'aim', 'requests', 'bytes'], rows);
}

async function measure(
  contenders: Record<string, (url: string) => Contender>,
  stored: JsonObject,
  call: Call,
): Promise<Record<string, Figures>> {
  const lanes = await Promise.all(
    Object.values(contenders).map((contender) => openLane(contender, LATENCY_MS)),
  );
  try {
    for (const lane of lanes) await lane.run((by) => by.save(stored));
    // Round by round, so that a busy moment of the machine hits all alike.
    for (let round = 0; round < ROUNDS; round++) {
      for (const lane of lanes) await lane.run(call);
    }
    const figures = lanes.map((lane) => lane.figures());
    for (const { result } of figures) {
      if (result !== undefined) deepStrictEqual(result, figures[0]?.result);
    }
    return Object.fromEntries(Object.keys(contenders).map((who, index) => [who, figures[index] as Figures]));
  } finally {
    for (const lane of lanes) await lane.stop();
  }
}
