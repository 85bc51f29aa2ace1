import { afterAll, expect, it } from 'vitest';
import type { RunRecord } from '../../src/state/history.ts';
import { openState } from '../../src/state/state.ts';

const state = openState();
afterAll(() => state.close());

const record = (uuid: string, startedAt: number): RunRecord => ({
  id: `${uuid}-${startedAt}`,
  target: 'v2',
  uuid,
  function: 'greet',
  trigger: 'person',
  startedAt,
  durationMs: 1,
  cold: false,
  state: 'SUCCEEDED',
  logs: [],
  requests: [],
  secretCalls: [],
  usage: {},
  broken: [],
});

it('knows when a function was last called, and nothing of one that never was', async () => {
  for (const startedAt of [20, 30, 10]) await state.history.add(record('a', startedAt));
  await state.history.add(record('b', 40));

  expect(state.history.lastStart('v2', 'a')).toBe(30);
  expect(state.history.lastStart('v1', 'a')).toBeUndefined();
  expect(state.history.lastStart('v2', 'aa')).toBeUndefined();
});

it('lists the runs of one function by their time, and between two times', async () => {
  for (const startedAt of [20, 30, 10]) await state.history.add(record('c', startedAt));

  const startsOf = (from?: number, to?: number) =>
    state.history.list({ target: 'v2', uuid: 'c', from, to }).map((run) => run.startedAt);
  expect(startsOf()).toEqual([10, 20, 30]);
  expect(startsOf(15, 25)).toEqual([20]);
});
