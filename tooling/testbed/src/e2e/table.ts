import type { Run } from '@lp-functions/emulator';
import { describe, expect, it } from 'vitest';
import { COMBINATIONS, type Combination } from './combinations.ts';
import { type Expected, expectOutcome } from './expected.ts';
import { type ChangeFor, type Stage, stage } from './stage.ts';
import type { Subject } from './subject.ts';

/** Generous: the machine may be busy, and a run that hangs is killed earlier. */
const TEST_TIMEOUT_MS = 60_000;
/** What a busy machine may add to the limits that the function itself keeps. */
const TOLERANCE_MS = 10_000;
const DEFAULT_DEADLINE_MS = 28_000;

/** One run of a function: what is different from a run that succeeds, and what must come of it. */
export interface Row<World> {
  name: string;
  change?: ChangeFor<World>;
  expected: Expected;
  /** @default all combinations */
  on?: (combination: Combination) => boolean;
  /** What else must be true afterwards. */
  also?: (stage: Stage<World>, run: Run) => void | Promise<void>;
}

/**
 * Runs the rows over all combinations, each in an instance of its own with servers of its own. The first one of a
 * table has a process of its own as well; for all others a thread shows the same.
 */
export function table<World>(subject: Subject<World>, rows: readonly Row<World>[]): void {
  for (const combination of COMBINATIONS) {
    describe.concurrent(combination.title, () => {
      for (const [index, row] of rows.filter(({ on }) => !on || on(combination)).entries()) {
        it.concurrent(row.name, { timeout: TEST_TIMEOUT_MS }, async (context) => {
          const isolate = index === 0 ? 'process' : 'thread';
          const started = await stage({ subject, combination, context, change: row.change, isolate });
          const run = await started.invoke();
          expectOutcome(run, row.expected);
          const { DEADLINE_MS = DEFAULT_DEADLINE_MS } = started.given.env;
          expect(run.durationMs).toBeLessThan(Number(DEADLINE_MS) + TOLERANCE_MS);
          await row.also?.(started, run);
          await started.end();
        });
      }
    });
  }
}

/** A test that needs more than one run, over all combinations. */
export function story<World>(
  name: string,
  subject: Subject<World>,
  tell: (
    start: (change?: ChangeFor<World>) => Promise<Stage<World>>,
    combination: Combination,
  ) => Promise<void>,
  on: (combination: Combination) => boolean = () => true,
): void {
  for (const combination of COMBINATIONS.filter(on)) {
    it.concurrent(`${name}: ${combination.title}`, { timeout: TEST_TIMEOUT_MS }, async (context) => {
      const isolate = 'thread';
      await tell((change) => stage({ subject, combination, context, change, isolate }), combination);
    });
  }
}

/** For rows whose fault is found before anything is done. */
export function touchesNothing(stage: Stage<unknown>, run: Run): void {
  expect(run.secretCalls).toEqual([]);
  expect(stage.requests()).toEqual([]);
}
