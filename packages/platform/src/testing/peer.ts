import type { Exchange, ExchangeAnswer, ExchangeRequest } from '../http/exchange.ts';
import type { Clock } from '../time/clock.ts';

/** What one attempt meets: an answer, an error as networks have them, or silence for ever. */
export type Fate = ExchangeAnswer | Error | 'silence';

/** A request as it reached the peer. */
export interface ReceivedRequest extends ExchangeRequest {
  /** Milliseconds after the peer began. */
  at: number;
  /** Whether the client gave it up. */
  isAborted: boolean;
}

/** A peer in memory, for tests that need no sockets: it records requests and answers from a list. */
export interface TestPeer {
  exchange: Exchange;
  /** In the order of their arrival. */
  requests: ReceivedRequest[];
}

/** @param fates of the attempts, in order; the last one from then on */
export function createTestPeer(fates: readonly Fate[], clock: Clock): TestPeer {
  const beganAt = clock.now();
  const requests: ReceivedRequest[] = [];
  return {
    requests,
    async exchange(request) {
      const received = { ...request, at: clock.now() - beganAt, isAborted: false };
      requests.push(received);
      request.setAbort(() => {
        received.isAborted = true;
      });
      const fate = fates[requests.length - 1] ?? fates.at(-1) ?? 'silence';
      if (fate instanceof Error) throw fate;
      return fate === 'silence' ? new Promise<never>(() => {}) : fate;
    },
  };
}

/** An answer whose body is JSON, unless it is text already. */
export const answer = (
  status: number,
  body: unknown = '',
  headers: Record<string, string> = { 'content-type': 'application/json' },
): ExchangeAnswer => ({ status, headers, text: typeof body === 'string' ? body : JSON.stringify(body) });
