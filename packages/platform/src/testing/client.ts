import { createHttpClient, type HttpClient, type HttpOptions } from '../http/client.ts';
import { systemClock } from '../time/clock.ts';
import { fetchExchange } from '../v2/fetch-exchange.ts';

/**
 * The client of a run that has just begun, with the default limits.
 * @param options what a test wants otherwise; without an exchange it sends over `fetch`, so that nock sees
 * the requests
 */
export function createTestClient({
  clock = systemClock,
  deadlineMs = 28_000,
  ...options
}: Partial<HttpOptions> & Pick<HttpOptions, 'allowed'>): HttpClient {
  return createHttpClient({
    clock,
    deadlineMs,
    exchange: fetchExchange,
    random: () => 0.5,
    timeoutMs: 10_000,
    endsAt: clock.now() + deadlineMs,
    ...options,
  });
}
