import type { Exchange, Host } from '../host.ts';
import { type Clock, systemClock } from '../run/clock.ts';
import type { AnyFunctionDefinition } from '../run/define.ts';
import { runFunction } from '../run/run.ts';
import { fetchExchange } from '../v2/fetch-exchange.ts';
import { createMemorySecrets, type MemorySecrets } from './secrets.ts';

export interface TestHostOptions {
  env?: Record<string, string>;
  secrets?: Record<string, unknown>;
  /** @default the system's */
  clock?: Clock;
  /** @default `fetch`, so that nock sees the requests */
  exchange?: Exchange;
}

export interface TestHost extends Host {
  secretStorage: MemorySecrets;
  /** One run of a function on this host. */
  invoke(definition: AnyFunctionDefinition, payload?: unknown): Promise<unknown>;
}

/** The platform in memory, for unit tests of functions and packages. */
export function createTestHost({
  env = {},
  secrets,
  clock = systemClock,
  exchange = fetchExchange,
}: TestHostOptions = {}): TestHost {
  const host: TestHost = {
    exchange,
    secretStorage: createMemorySecrets(secrets),
    env,
    accountId: '12345',
    clock,
    random: () => 0.5,
    invoke: (definition, payload) => runFunction(definition, host, { headers: [], payload }),
  };
  return host;
}
