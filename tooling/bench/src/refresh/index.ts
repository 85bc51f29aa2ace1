import plot from 'simple-ascii-chart';
import { printTable } from '../table.ts';
import { type Figures, SAMPLE_MS } from './figures.ts';
import { HOUR_MS, MINUTE_MS, NIGHT, type Scenario } from './scenario.ts';
import { simulate } from './simulate.ts';

const SIZES = [1, 400, 4_000];
const SIZE_HOURS = 3;
const PLOT_WIDTH = 96;
const PLOT_HEIGHT = 10;

/**
 * A day of 20,000 connections whose tokens live for an hour, with an outage, dead grants and killed instances: the
 * built function's own code, on a simulated clock. Beside it, how the cost grows with the number of connections.
 */
export default async function bench(): Promise<void> {
  const scenario: Scenario = { ...NIGHT, forMs: Number(process.env.LP_BENCH_HOURS ?? 24) * HOUR_MS };
  const { connections, shards, forMs, generation } = scenario;
  console.log(
    `${connections} connections, ${shards} shards on ${generation}, ${forMs / HOUR_MS} simulated hours\n`,
  );
  const figures = await simulate(scenario, (done) => console.log(`shard ${done} of ${shards} done`));
  printNight(scenario, figures);
  printPlots(figures);
  await printGrowth();
}

function printNight({ deadShare, outage }: Scenario, figures: Figures): void {
  const validShare = (invalidMs: number) => `${(100 * (1 - invalidMs / figures.liveMs)).toFixed(4)} %`;
  const perRefresh = (figures.tokenCalls - figures.deadCalls) / figures.refreshes;
  printTable(
    ['', 'figure', 'aim'],
    [
      [
        'live connections with a valid token while their provider answers',
        validShare(figures.invalidMs),
        '99.99 %',
      ],
      ['the same without the 10 minutes after the outage', validShare(figures.invalidElsewhereMs), '99.99 %'],
      ...(outage
        ? [['all caught up after the outage, minutes', (figures.caughtUpMs / MINUTE_MS).toFixed(1), '10']]
        : []),
      ['most requests of a function in a second', `${figures.peakPerSecond}`, '15'],
      ['token endpoint calls per refresh', perRefresh.toFixed(4), '1.02'],
      [`deaths (${deadShare * 100} % of all)`, `${figures.deaths}`, ''],
      ['requests spent on dead grants', `${figures.deadCalls}`, `${figures.deaths}`],
      ['most of them for one connection in a day', `${figures.mostDeadCalls}`, '1'],
      ['notices of deaths', `${figures.deathNotices}`, `${figures.deaths}`],
      ['notices of other failures', `${figures.outageNotices}`, ''],
      ['recoveries', `${figures.recoveries}`, ''],
      ['runs, of which failed', `${figures.runs}, ${figures.failedRuns}`, ''],
      ['instances killed', `${figures.kills}`, ''],
      ['longest run, seconds', (figures.longestRunMs / 1_000).toFixed(1), '28'],
      ['refreshes', `${figures.refreshes}`, ''],
      ['requests to the context store per refresh', (figures.storeCalls / figures.refreshes).toFixed(2), ''],
      ['processor time per run, ms', (figures.cpuMs / figures.runs).toFixed(1), ''],
    ],
  );
}

function printPlots({ invalidAt, requestsAt }: Figures): void {
  const minutes = SAMPLE_MS / MINUTE_MS;
  const hoursOf = (values: readonly number[]): [number, number][] =>
    values.map((value, index) => [(index * SAMPLE_MS) / HOUR_MS, value]);
  const options = { width: PLOT_WIDTH, height: PLOT_HEIGHT, xLabel: 'hours' };
  console.log(
    plot(hoursOf(invalidAt), {
      ...options,
      title: 'live connections without a valid token, their provider answering',
    }),
  );
  console.log(
    plot(hoursOf(requestsAt), { ...options, title: `requests of all functions in ${minutes} minutes` }),
  );
}

/** The same for fewer connections in one shard, without trouble. */
async function printGrowth(): Promise<void> {
  const rows: string[][] = [];
  for (const connections of SIZES) {
    const quiet = {
      ...NIGHT,
      connections,
      shards: 1,
      forMs: SIZE_HOURS * HOUR_MS,
      deadShare: 0,
      killedShare: 0,
    };
    for (const generation of ['V1', 'V2'] as const) {
      const figures = await simulate({ ...quiet, generation, outage: undefined });
      const { cpuMs, runs, refreshes, storeCalls, tokenCalls, longestRunMs, invalidMs, liveMs } = figures;
      rows.push([
        `${connections} on ${generation}`,
        (refreshes / SIZE_HOURS).toFixed(0),
        (tokenCalls / refreshes).toFixed(3),
        (storeCalls / refreshes).toFixed(2),
        (cpuMs / runs).toFixed(1),
        (longestRunMs / 1_000).toFixed(1),
        `${(100 * (1 - invalidMs / liveMs)).toFixed(3)} %`,
      ]);
    }
  }
  console.log(`\nHow cost grows: one shard, a run each minute, ${SIZE_HOURS} hours without trouble\n`);
  printTable(
    ['connections', 'refreshes/h', 'calls each', 'store each', 'cpu ms/run', 'longest s', 'valid'],
    rows,
  );
}
