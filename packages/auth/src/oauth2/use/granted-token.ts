import { type HttpClient, inTime, isFunctionError, perInstance, type Run } from '@lp-functions/platform';
import { singleFlight } from '@lp-functions/platform/internal';
import type { TokenResult } from '../token-endpoint/index.ts';
import { isGood, keptToken } from './kept-token.ts';
import { createRenewals, type Renewals } from './renewals.ts';
import type { TokenSource } from './token-source.ts';

/** What of a run its tokens need. */
export type TokenRun = Pick<Run, 'clock' | 'http' | 'redactor' | 'instance'>;

/** What of a run a token request needs. */
export type RequestRun = Pick<Run, 'clock' | 'http' | 'redactor'>;

interface GrantedTokenOptions {
  /** Tells apart all that makes tokens different. */
  key: string;
  /** Lifetime of a token whose server names none. */
  defaultTtlSecs: number;
  request(run: RequestRun): Promise<TokenResult>;
}

const MAX_MARGIN_MS = 60_000;

const requestsUnderWay = perInstance(() => singleFlight<string>());
const renewalsByKey = perInstance(() => new Map<string, Renewals>());

/**
 * Tokens that a token endpoint grants for the asking. An instance keeps one until a minute, or a quarter of
 * its lifetime if that is less, before it expires; runs that need one at the same time share one request,
 * which the deadline of none of them ends.
 */
export function grantedToken(run: TokenRun, options: GrantedTokenOptions): TokenSource {
  const { clock, redactor, instance } = run;
  const { key } = options;
  const kept = keptToken(instance, key);
  const renewals = renewalsOf(instance, key);
  const flights = requestsUnderWay(instance);

  const requestOnce = () =>
    flights.run(key, () => {
      const http = run.http.detached();
      return inTime(clock, http.endsAt - clock.now(), request(http));
    });

  async function request(http: HttpClient): Promise<string> {
    const { tokens, error } = await options.request({ clock, redactor, http });
    if (error) throw error;
    const { accessToken, requestedAt, expiresAt = requestedAt + options.defaultTtlSecs * 1_000 } = tokens;
    const marginMs = Math.min(MAX_MARGIN_MS, (expiresAt - requestedAt) / 4);
    Object.assign(kept, { token: accessToken, since: requestedAt, until: expiresAt - marginMs });
    return accessToken;
  }

  async function requestOrJoin(): Promise<string> {
    const isJoining = flights.isUnderWay(key);
    try {
      return await requestOnce();
    } catch (error) {
      // It used up the time of the run that began it; ours is longer.
      const isOver = isFunctionError(error) && error.code === 'DEADLINE_EXCEEDED';
      if (isJoining && isOver) return requestOnce();
      throw error;
    }
  }

  async function get(): Promise<string> {
    const token = isGood(kept, clock.now()) ? kept.token : await requestOrJoin();
    redactor.add(token);
    return token;
  }

  return {
    get,
    async renew(failed) {
      // Otherwise another run has renewed it meanwhile.
      if (kept.token === failed) {
        if (!renewals.areAllowed(clock.now())) return undefined;
        kept.until = 0;
      }
      return get();
    },
    reportRenewal: (renewed, isAccepted) => renewals.report(renewed, isAccepted, clock.now()),
  };
}

function renewalsOf(instance: TokenRun['instance'], key: string): Renewals {
  const known = renewalsByKey(instance);
  const renewals = known.get(key) ?? createRenewals();
  known.set(key, renewals);
  return renewals;
}
