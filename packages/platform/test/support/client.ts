import { createHttpClient, type HttpOptions } from '../../src/http/client.ts';
import type { Exchange, ExchangeRequest } from '../../src/http/exchange.ts';
import type { HttpResponse } from '../../src/http/types.ts';
import { createTestClock, type TestClock } from '../../src/testing/index.ts';

export const URL_OF_API = 'https://api.example.com/orders';

export const answer = (status: number, headers: Record<string, string> = {}, text = ''): HttpResponse => ({
  status,
  headers,
  text,
});

/** What one attempt meets: a response, an error, or nothing ever. */
export type Fate = HttpResponse | Error | 'silence';

/** A client whose attempts meet these fates, in order; the last one from then on. */
export function clientMeeting(
  fates: Fate[],
  {
    clock = createTestClock(),
    deadlineMs = 28_000,
    ...options
  }: Partial<HttpOptions> & { clock?: TestClock } = {},
) {
  const attempts: (ExchangeRequest & { at: number; isAborted: boolean })[] = [];
  const exchange: Exchange = async (request) => {
    const attempt = { ...request, at: clock.now() - start, isAborted: false };
    attempts.push(attempt);
    request.setAbort(() => {
      attempt.isAborted = true;
    });
    const fate = fates[Math.min(attempts.length, fates.length) - 1];
    if (fate instanceof Error) throw fate;
    return fate === 'silence' || !fate ? new Promise<never>(() => {}) : fate;
  };
  const start = clock.now();
  const http = createHttpClient({
    exchange,
    clock,
    random: () => 0.5,
    allowed: [URL_OF_API],
    timeoutMs: 10_000,
    deadlineMs,
    endsAt: start + deadlineMs,
    ...options,
  });
  return { http, clock, attempts };
}
