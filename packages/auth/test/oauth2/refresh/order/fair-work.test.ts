import { sleep } from '@lp-functions/platform';
import { createTestClock } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import { type Job, workFairly } from '../../../../src/oauth2/refresh/order/fair-work.ts';
import { createOrigins } from '../../../../src/oauth2/refresh/order/origins.ts';

const SICK = 'https://sick.example.com';
const WELL = 'https://well.example.com';
const SLOTS = 50;
const RUN_MS = 27_000;

/** What happened when, in milliseconds since the start. */
interface Began {
  name: string;
  atMs: number;
}

/** A run that does jobs on a simulated clock. @param down origins that were down before */
function createRun(down: readonly string[] = []) {
  const clock = createTestClock();
  const startedAt = clock.now();
  const origins = createOrigins(clock, (origin) => down.includes(origin));
  const began: Began[] = [];
  const job = (name: string, origin: string | undefined, work: () => Promise<Job | undefined>): Job => ({
    origin,
    work() {
      began.push({ name, atMs: clock.now() - startedAt });
      return work();
    },
  });
  return {
    clock,
    origins,
    began,
    names: () => began.map(({ name }) => name),
    /** Answers after a while. */
    well: (name: string, origin = WELL, answerMs = 100) =>
      job(name, origin, async () => {
        await sleep(clock, answerMs);
        origins.answered(origin);
        return undefined;
      }),
    /** Takes its time and gives no answer. */
    sick: (name: string, origin = SICK, timeoutMs = 10_000) =>
      job(name, origin, async () => {
        await sleep(clock, timeoutMs);
        origins.failed(origin);
        return undefined;
      }),
    job,
    /** How long the work took. */
    async work(jobs: readonly Job[], { slots = SLOTS, forMs = RUN_MS } = {}) {
      await clock.finish(workFairly(jobs, { clock, origins, slots, until: startedAt + forMs }));
      expect(clock.pending()).toBe(0);
      return clock.now() - startedAt;
    },
  };
}

const many = (count: number, make: (name: string) => Job, prefix: string) =>
  Array.from({ length: count }, (_, n) => make(`${prefix}${n}`));

describe('jobs', () => {
  it('begin in their order, as many at the same time as there are slots', async () => {
    const run = createRun();

    const tookMs = await run.work(many(120, (name) => run.well(name), 'job '));

    expect(run.names()).toEqual(Array.from({ length: 120 }, (_, n) => `job ${n}`));
    expect(run.began.filter(({ atMs }) => atMs === 0)).toHaveLength(16);
    expect(run.began.filter(({ atMs }) => atMs === 100)).toHaveLength(SLOTS);
    expect(tookMs).toBe(400);
  });

  it('do not begin any more when the time is over, and those under way end', async () => {
    const run = createRun();

    const tookMs = await run.work(
      many(9, (name) => run.well(name, WELL, 300), 'job '),
      { slots: 2, forMs: 500 },
    );

    expect(run.names()).toEqual(['job 0', 'job 1', 'job 2']);
    expect(tookMs).toBe(600);
  });

  it('that wait hold no slot, and keep their place', async () => {
    const run = createRun();
    const first = run.job('first', WELL, async () => ({
      ...run.well('first again'),
      notBefore: run.clock.now() + 150,
    }));

    const tookMs = await run.work([first, ...many(4, (name) => run.well(name), 'job ')], { slots: 1 });

    expect(run.names()).toEqual(['first', 'job 0', 'job 1', 'first again', 'job 2', 'job 3']);
    expect(tookMs).toBe(500);
  });

  it('are not waited for when they would begin too late', async () => {
    const run = createRun();
    const late = { ...run.well('late'), notBefore: run.clock.now() + RUN_MS };

    expect(await run.work([late, run.well('job')])).toBe(100);
    expect(run.names()).toEqual(['job']);
  });

  it('are none', async () => {
    expect(await createRun().work([])).toBe(0);
  });
});

describe('a server that does not answer', () => {
  it('has a third of the slots while others wait', async () => {
    const run = createRun();

    await run.work([
      ...many(150, (name) => run.sick(name), 'sick '),
      ...many(50, (name) => run.well(name), 'well '),
    ]);

    const sick = run.began.filter(({ name }) => name.startsWith('sick'));
    const well = run.began.filter(({ name }) => name.startsWith('well'));
    // 16, and one for each of the two that end before the third failure in a row.
    expect(sick).toHaveLength(18);
    expect(well).toHaveLength(50);
    expect(Math.max(...well.map(({ atMs }) => atMs))).toBeLessThan(500);
  });

  it('has no more of them when nobody else waits', async () => {
    const run = createRun();
    await run.work(many(150, (name) => run.sick(name), 'only '));
    expect(run.began).toHaveLength(18);
  });

  it('is left alone after three failures in a row', async () => {
    const run = createRun();
    await run.work(
      many(20, (name) => run.sick(name), 'sick '),
      { slots: 1, forMs: 200_000 },
    );
    expect(run.began).toHaveLength(3);
    expect(run.origins.isLeftAlone(SICK)).toBe(true);
  });

  it('is not when it answers in between', async () => {
    const run = createRun();
    const jobs = Array.from({ length: 12 }, (_, n) =>
      n % 3 ? run.sick(`${n}`, SICK, 10) : run.well(`${n}`, SICK),
    );

    await run.work(jobs, { slots: 1 });

    expect(run.began).toHaveLength(12);
    expect(run.origins.isLeftAlone(SICK)).toBe(false);
  });

  it('is asked once when it was down before, and then left alone', async () => {
    const run = createRun([SICK]);

    await run.work([...many(20, (name) => run.sick(name), 'sick '), run.well('well')]);

    expect(run.names()).toEqual(['sick 0', 'well']);
  });

  it('is asked once when it was down before, and all go on when it answers', async () => {
    const run = createRun([WELL]);

    await run.work(many(20, (name) => run.well(name), 'job '));

    expect(run.began.map(({ atMs }) => atMs)).toEqual([0, ...Array(19).fill(100)]);
  });
});

describe('jobs for when their server answers', () => {
  it('wait until it has answered another one', async () => {
    const run = createRun();
    const waiting = many(3, (name) => ({ ...run.well(name), isAfterAnswer: true }), 'waiting ');

    await run.work([...waiting, run.well('first')]);

    expect(run.began.map(({ atMs }) => atMs)).toEqual([0, 100, 100, 100]);
    expect(run.names()[0]).toBe('first');
  });

  it('never begin when it does not', async () => {
    const run = createRun();
    expect(
      await run.work([{ ...run.well('waiting'), isAfterAnswer: true }, run.sick('first', WELL, 100)]),
    ).toBe(100);
    expect(run.names()).toEqual(['first']);
  });
});

describe('a server that is busy', () => {
  /** Answers so many at once and tells the others to come again. */
  function limited(run: ReturnType<typeof createRun>, atOnce: number, againMs: number) {
    let active = 0;
    const job = (name: string): Job =>
      run.job(name, SICK, async () => {
        const beganAt = run.clock.now();
        active += 1;
        const isRefused = active > atOnce;
        await sleep(run.clock, 50);
        active -= 1;
        if (!isRefused) {
          run.origins.answered(SICK);
          return undefined;
        }
        run.origins.busy(SICK, beganAt, againMs);
        return job(name);
      });
    return job;
  }

  it('is asked again when it wants to be, without a slot being held for it', async () => {
    const run = createRun();
    const jobs = many(60, limited(run, 0, 25_000), 'busy ');

    await run.work([...jobs, ...many(100, (name) => run.well(name), 'well ')]);

    const well = run.began.filter(({ name }) => name.startsWith('well'));
    expect(well).toHaveLength(100);
    expect(Math.max(...well.map(({ atMs }) => atMs))).toBeLessThan(500);
    expect(run.began.filter(({ name, atMs }) => name.startsWith('busy') && atMs < 25_000)).toHaveLength(16);
  });

  it('is not left alone because many were refused at once', async () => {
    const run = createRun();

    const tookMs = await run.work(many(60, limited(run, 10, 1_000), 'busy '));

    expect(new Set(run.names()).size).toBe(60);
    expect(run.origins.isLeftAlone(SICK)).toBe(false);
    expect(tookMs).toBeLessThan(8_000);
  });

  it('is left alone when it never has time', async () => {
    const run = createRun();
    await run.work(many(5, limited(run, 0, 1_000), 'busy '));
    expect(run.began).toHaveLength(20);
    expect(run.origins.isLeftAlone(SICK)).toBe(true);
  });
});

it('begins as many in a second as it may, although timers are late', async () => {
  const { clock, origins, began, well } = createRun();
  const startedAt = clock.now();
  const late = { now: clock.now, after: (ms: number, callback: () => void) => clock.after(ms + 5, callback) };
  const until = startedAt + RUN_MS;

  const jobs = many(100, (name) => well(name, WELL, 30), 'well ');
  await clock.finish(workFairly(jobs, { clock: late, origins, slots: SLOTS, until, perSecond: 10 }));

  // A quarter of a second ahead of their time.
  expect(began.at(-1)?.atMs).toBeGreaterThanOrEqual(9_650);
  expect(began.at(-1)?.atMs).toBeLessThan(9_700);
});

describe('a clock that goes on while jobs are chosen', () => {
  /** Each look at it takes part of a millisecond, as on a busy machine; its timers come a little early, as Node's do. */
  function busyClock(lookMs: number) {
    let time = 1_000;
    const now = () => {
      time += lookMs;
      return Math.floor(time);
    };
    const after = (ms: number, callback: () => void) => {
      const timer = setImmediate(() => {
        time += Math.max(ms - 1, 1);
        callback();
      });
      return () => clearImmediate(timer);
    };
    return { now, after };
  }

  it.each([0.1, 0.3, 0.7])('forgets none of them: %d ms for a look', async (lookMs) => {
    const clock = busyClock(lookMs);
    const origins = createOrigins(clock, () => false);
    let done = 0;
    const chain = (left: number): Job => ({
      notBefore: clock.now() + 5,
      async work() {
        done += 1;
        return left > 1 ? chain(left - 1) : undefined;
      },
    });

    for (let count = 0; count < 20; count++) {
      await workFairly([chain(20)], { clock, origins, slots: SLOTS, until: Infinity, perSecond: 1_000 });
    }

    expect(done).toBe(400);
  });
});
