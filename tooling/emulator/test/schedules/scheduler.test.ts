import { expect, it, onTestFinished } from 'vitest';
import { faultOfCron, nextTimes, openState, type Schedule } from '../../src/index.ts';
import { createScheduler } from '../../src/schedules/scheduler.ts';

function scheduler(options: { now?: () => number; run?: () => Promise<boolean> } = {}) {
  const state = openState();
  const said: string[] = [];
  const runs: Schedule[] = [];
  const created = createScheduler({
    records: state.records,
    say: (schedule, text) => said.push(`${schedule.function} ${text}`),
    now: options.now,
    run: async (schedule) => {
      runs.push(schedule);
      return (await options.run?.()) ?? false;
    },
  });
  onTestFinished(async () => {
    created.stop();
    await state.close();
  });
  return { ...created, records: state.records, said, runs };
}

const daily = {
  target: 'v2' as const,
  functionUuid: 'u',
  function: 'f',
  cron: '30 2 * * *',
  payload: { a: 1 },
};

it.each([
  ['* * * * * *', 'v2', undefined, 'five fields'],
  ['0 */5 * * * *', 'v1', undefined, 'at most 1 run a minute'],
  ['*/30 * * * * *', 'v2', undefined, 'at most 1 run a minute'],
  ['*/5 * * MON *', 'v2', undefined, 'five fields'],
  ['0 9 L * *', 'v2', undefined, 'five fields'],
  ['61 * * * *', 'v2', undefined, '61'],
  ['* * * * *', 'v1', 'Europe/Berlin', 'V1 knows only UTC'],
  ['* * * * *', 'v2', 'Mars/Olympus', 'Mars/Olympus'],
] as const)('refuses %s on %s in %s, as the platform would', (cron, target, timeZone, hint) => {
  expect(faultOfCron(cron, target, timeZone)).toContain(hint);
});

it.each(['*/30 8-18 * * MON-FRI', '0 9 1 JAN,jul *'])('takes names of months and days: %s', (cron) => {
  expect(faultOfCron(cron, 'v1')).toBeUndefined();
});

it('counts in UTC, or in a time zone with its summer time', () => {
  const march = Date.UTC(2026, 2, 28, 12);
  const iso = (zone: string) =>
    nextTimes('30 2 * * *', zone, 3, march).map((at) => new Date(at).toISOString());
  expect(iso('UTC')).toEqual([
    '2026-03-29T02:30:00.000Z',
    '2026-03-30T02:30:00.000Z',
    '2026-03-31T02:30:00.000Z',
  ]);
  expect(iso('Europe/Berlin').slice(1)).toEqual(['2026-03-30T00:30:00.000Z', '2026-03-31T00:30:00.000Z']);
});

it('keeps to the limits of an account', () => {
  const { create } = scheduler();
  const v1 = { ...daily, target: 'v1' as const };
  for (let minute = 0; minute < 10; minute++) create({ ...v1, cron: `${minute} 2 * * *` });
  expect(() => create({ ...v1, cron: '50 2 * * *' })).toThrow('The account has 10 schedules');
  expect(() => create({ ...daily, payload: 'x'.repeat(15_001) })).toThrow(/characters, more than 15000/);
});

it('says when a run overlaps the one before, and notes how the last one ended', async () => {
  let finish = () => {};
  const { create, fire, said, runs, list } = scheduler({
    run: () => new Promise((resolve) => (finish = () => resolve(true))),
  });
  const schedule = create(daily);
  const first = fire(schedule);
  const second = fire(schedule);
  expect(said).toEqual(['f overlaps: the run before has not ended yet']);
  finish();
  await second;
  expect(runs).toHaveLength(2);
  expect(list('v2')).toMatchObject([{ didLastExecutionFail: true, lastExecution: expect.any(Number) }]);
  void first;
});

it('says which time was missed while nothing ran it, and keeps what was created by hand', async () => {
  let now = Date.UTC(2026, 0, 1, 12);
  const { create, keep, fire, removeOf, restore, list, said } = scheduler({ now: () => now });
  await fire(create(daily));
  removeOf('v2', 'f');
  now += 3 * 86_400_000;
  create(daily);
  expect(said).toEqual([
    'f missed its time 2026-01-02T02:30:00.000Z: nothing ran it, and nothing makes up for it',
  ]);

  await keep({ ...daily, cron: '0 3 * * *' });
  removeOf('v2', 'f');
  restore('v2', 'f');
  expect(list('v2').map(({ cron }) => cron)).toEqual(['0 3 * * *']);
});
