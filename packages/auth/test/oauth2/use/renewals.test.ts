import { describe, expect, it } from 'vitest';
import { createRenewals } from '../../../src/oauth2/use/renewals.ts';

const MINUTE = 60_000;

describe('renewals', () => {
  it('are allowed as long as none was in vain', () => {
    const renewals = createRenewals();
    expect(renewals.areAllowed(0)).toBe(true);
    renewals.report('a', true, 0);
    expect(renewals.areAllowed(0)).toBe(true);
  });

  it('pause for a minute after one in vain, and twice as long each time, up to a quarter of an hour', () => {
    const renewals = createRenewals();
    let now = 1_000_000;
    for (const minutes of [1, 2, 4, 8, 15, 15]) {
      renewals.report(`token-${now}`, false, now);
      expect(renewals.areAllowed(now + minutes * MINUTE - 1)).toBe(false);
      now += minutes * MINUTE;
      expect(renewals.areAllowed(now)).toBe(true);
    }
  });

  it('count one renewal once, however many runs report it', () => {
    const renewals = createRenewals();
    for (let run = 0; run < 5; run++) renewals.report('a', false, 0);
    expect(renewals.areAllowed(MINUTE)).toBe(true);
  });

  it('begin anew after one that helped', () => {
    const renewals = createRenewals();
    renewals.report('a', false, 0);
    renewals.report('b', false, MINUTE);
    renewals.report('c', true, 3 * MINUTE);
    expect(renewals.areAllowed(3 * MINUTE)).toBe(true);
    renewals.report('d', false, 4 * MINUTE);
    expect(renewals.areAllowed(5 * MINUTE)).toBe(true);
  });

  it('do not pause for longer because the clock was set back', () => {
    const renewals = createRenewals();
    renewals.report('a', false, 100 * MINUTE);
    expect(renewals.areAllowed(40 * MINUTE)).toBe(true);
  });
});
