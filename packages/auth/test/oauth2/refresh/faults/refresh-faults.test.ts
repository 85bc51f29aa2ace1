import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { type End, play, type Schedule, schedulesOf } from './schedule.ts';
import { POLICIES, type Policy } from './server.ts';

/** For each of the four kinds of server: 5,000 together. */
const SCHEDULES = Number(process.env.LP_FAULT_SCHEDULES ?? 5_000) / POLICIES.length;
const TIMEOUT_MS = 600_000;

const TOKEN = /refresh-\d|access-of|the-client-secret/;

beforeEach(() => {
  // Tens of thousands of failed runs, each with an error for the log.
  vi.stubGlobal('console', { ...console, error: () => {} });
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = 0;
  return () => {
    Error.stackTraceLimit = stackTraceLimit;
    vi.unstubAllGlobals();
  };
});

/**
 * As long as the server ever answered with a usable token and the storage works again later, the chain of refresh
 * tokens is not lost. The one exception: the answer itself was lost on the wire and the server gives no grace.
 */
describe.each(POLICIES)('with a server that is %s', (policy) => {
  const isExcepted = ({ lost }: End) => lost > 0 && (policy === 'strict' || policy === 'revoking');

  it('the chain of tokens survives whatever fails', { timeout: TIMEOUT_MS }, async () => {
    const counts = { schedules: 0, withLostAnswers: 0, excepted: 0 };
    await fc.assert(
      fc.asyncProperty(schedulesOf(policy), async (schedule) => {
        const end = await play(schedule);

        counts.schedules += 1;
        if (end.lost > 0) counts.withLostAnswers += 1;
        if (!end.isAlive && isExcepted(end)) counts.excepted += 1;
        else expect(end.isAlive, end.messages.join('\n')).toBe(true);
        expect(end.resent).toBe(0);
        expect(end.messages.join('\n')).not.toMatch(TOKEN);
      }),
      { numRuns: SCHEDULES },
    );
    console.info(`${policy}: ${JSON.stringify(counts)}`);
    expect(counts.excepted > 0).toBe(isExcepted({ lost: 1 } as End));
  });
});

describe('two instances at the same moment', () => {
  const atOnce = (policy: Policy): Schedule => ({
    policy,
    storage: 'separate',
    runs: [0, 1].map((process) => ({ afterMs: 0, process, force: false, isReadOnly: false })),
    networkFaults: [],
    storageFaults: [],
  });

  it('both succeed: who is refused finds what the other one has stored', async () => {
    for (const policy of ['static', 'grace', 'strict'] as const) {
      expect(await play(atOnce(policy))).toEqual({ isAlive: true, lost: 0, resent: 0, messages: [] });
    }
  });

  it('cannot be kept apart, so a server that ends the grant does so, and later runs say it', async () => {
    const { isAlive, messages } = await play(atOnce('revoking'));

    expect(isAlive).toBe(false);
    expect(messages.at(-1)).toContain('REAUTH_REQUIRED');
  });
});
