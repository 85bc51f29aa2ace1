import { describe, expect, it } from 'vitest';
import {
  type Failure,
  type FailureKind,
  isWaiting,
  judge,
  readFailure,
} from '../../../../src/oauth2/refresh/memory/failure.ts';

const START = Date.UTC(2026, 0, 1);
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;
const CODES: Record<FailureKind, string> = {
  dead: 'REAUTH_REQUIRED',
  refused: 'TOKEN_REJECTED',
  unreachable: 'TIMEOUT',
  ours: 'SECRET_NOT_FOUND',
};

interface Told {
  triedAt: number[];
  toldAt: number[];
}

/** A connection that goes on failing, with a run each minute. Times since its first failure. */
function fail(kind: FailureKind, forMs: number, { reminderHours = 24, everyMs = MINUTE_MS } = {}): Told {
  const told: Told = { triedAt: [], toldAt: [] };
  let failure: Failure | undefined;
  for (let passed = 0; passed <= forMs; passed += everyMs) {
    const at = START + passed;
    if (failure && isWaiting(failure, at)) continue;
    const judgement = judge(failure, { kind, code: CODES[kind], at }, reminderHours);
    ({ failure } = judgement);
    told.triedAt.push(passed);
    if (judgement.isTold) told.toldAt.push(passed);
  }
  return told;
}

const minutes = (times: readonly number[]) => times.map((ms) => ms / MINUTE_MS);
const gaps = (times: readonly number[]) => times.slice(1).map((time, index) => time - (times[index] ?? 0));

describe('the next try', () => {
  it('comes after waits that double up to a day, when the server refuses', () => {
    const { triedAt } = fail('refused', 4 * DAY_MS);

    expect(minutes(triedAt).slice(0, 8)).toEqual([0, 1, 2, 4, 8, 16, 32, 64]);
    expect(Math.max(...gaps(triedAt))).toBe(DAY_MS);
  });

  it('is soon after an outage, however long that was', () => {
    const { triedAt } = fail('unreachable', 2 * HOUR_MS);

    expect(triedAt.length).toBeLessThan(50);
    expect(Math.max(...gaps(triedAt))).toBeLessThanOrEqual(10 * MINUTE_MS);
    expect(Math.max(...gaps(fail('unreachable', 40 * DAY_MS).triedAt))).toBe(DAY_MS);
  });

  it('of a dead grant is a day later, whatever happens then', () => {
    const dead = judge(undefined, { kind: 'dead', code: CODES.dead, at: START }, 24).failure;
    const later = START + DAY_MS + 5_000;
    const { failure } = judge(dead, { kind: 'unreachable', code: 'TIMEOUT', at: later }, 24);

    expect(dead).toEqual({
      code: 'REAUTH_REQUIRED',
      since: START / 1_000,
      count: 1,
      next_try: (START + DAY_MS) / 1_000,
    });
    expect(failure).toEqual({
      code: 'REAUTH_REQUIRED',
      since: START / 1_000,
      count: 2,
      next_try: (later + DAY_MS) / 1_000,
    });
    expect(Math.min(...gaps(fail('dead', 9 * DAY_MS, { everyMs: 7 * MINUTE_MS }).triedAt))).toBe(
      // The first run after the day is over.
      Math.ceil(DAY_MS / (7 * MINUTE_MS)) * 7 * MINUTE_MS,
    );
  });

  it('of what is ours to mend is the next run', () => {
    expect(fail('ours', HOUR_MS).triedAt).toHaveLength(61);
  });

  it('does not wait for a time that only a wrong clock can have set', () => {
    const { failure } = judge(undefined, { kind: 'dead', code: CODES.dead, at: START + 30 * DAY_MS }, 24);
    expect(isWaiting(failure, START)).toBe(false);
    expect(isWaiting(failure, START + 30 * DAY_MS + 1)).toBe(true);
  });
});

describe('what is told', () => {
  it.each([
    ['dead', MINUTE_MS],
    ['dead', 7 * MINUTE_MS],
    ['dead', 30 * MINUTE_MS],
    ['refused', MINUTE_MS],
    ['refused', 30 * MINUTE_MS],
    ['unreachable', MINUTE_MS],
    ['unreachable', 30 * MINUTE_MS],
    ['ours', MINUTE_MS],
    ['ours', 30 * MINUTE_MS],
  ] as const)('is a failure once, and then once a day: %s, a run every %i ms', (kind, everyMs) => {
    const { toldAt } = fail(kind, 10 * DAY_MS - HOUR_MS, { everyMs });

    expect(toldAt).toHaveLength(10);
    expect(toldAt[0]).toBe(0);
    for (const [day, at] of toldAt.entries()) {
      expect(at).toBeGreaterThanOrEqual(day * DAY_MS);
      expect(at).toBeLessThanOrEqual(day * DAY_MS + day * everyMs);
    }
  });

  it.each(['refused', 'unreachable', 'ours'] as const)('is as often as one wants: %s', (kind) => {
    expect(fail(kind, DAY_MS, { reminderHours: 6 }).toldAt).toEqual(
      [0, 6, 12, 18, 24].map((h) => h * HOUR_MS),
    );
    expect(fail(kind, 3 * DAY_MS, { reminderHours: 72 }).toldAt).toEqual([0, 3 * DAY_MS]);
  });

  it('by a try of a dead grant is once a day at most, because it is not asked more often', () => {
    expect(fail('dead', 2 * DAY_MS, { reminderHours: 6 }).toldAt).toEqual([0, DAY_MS, 2 * DAY_MS]);
    expect(fail('dead', 6 * DAY_MS, { reminderHours: 72 }).toldAt).toEqual([0, 3 * DAY_MS, 6 * DAY_MS]);
  });

  it('is a death, whatever was told before', () => {
    const first = judge(undefined, { kind: 'unreachable', code: 'TIMEOUT', at: START }, 24);
    const at = START + HOUR_MS;
    const death = judge(first.failure, { kind: 'dead', code: CODES.dead, at }, 24);

    expect(death.isTold).toBe(true);
    expect(death.failure).toMatchObject({ code: 'REAUTH_REQUIRED', since: at / 1_000, count: 1 });
  });

  it('is the last code, but not anew', () => {
    const first = judge(undefined, { kind: 'unreachable', code: 'TIMEOUT', at: START }, 24);
    const second = judge(first.failure, { kind: 'refused', code: 'TOKEN_REJECTED', at: START + 1 }, 24);

    expect(second).toMatchObject({ isTold: false, failure: { code: 'TOKEN_REJECTED', count: 2 } });
  });
});

describe('a stored failure', () => {
  it('is read as it was written', () => {
    const { failure } = judge(undefined, { kind: 'refused', code: 'TOKEN_REJECTED', at: START }, 24);
    expect(readFailure(JSON.parse(JSON.stringify(failure)))).toEqual(failure);
  });

  it.each([
    undefined,
    null,
    'x',
    {},
    { code: 'X' },
    { code: 'X', since: '1', next_try: 2 },
    { code: 1, since: 1 },
  ])('is none when it is %j', (value) => {
    expect(readFailure(value)).toBeUndefined();
  });
});
