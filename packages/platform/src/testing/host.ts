import type { Exchange } from '../http/exchange.ts';
import type { AnyFunctionDefinition } from '../run/definition.ts';
import { type Generation, type Host, V2 } from '../run/host.ts';
import { Instance } from '../run/instance.ts';
import { runFunction } from '../run/run.ts';
import { type Clock, systemClock } from '../time/clock.ts';
import { fetchExchange } from '../v2/fetch-exchange.ts';
import { createMemorySecrets, type MemorySecrets } from './secrets.ts';

export interface TestHostOptions {
  env?: Record<string, string>;
  secrets?: Record<string, unknown>;
  /** @default the system's */
  clock?: Clock;
  /** @default `fetch`, so that nock sees the requests */
  exchange?: Exchange;
  /** @default V2 */
  generation?: Generation;
}

export interface TestHost extends Host {
  secretStorage: MemorySecrets;
  /** One run of a function on this host. */
  invoke(definition: AnyFunctionDefinition, payload?: unknown): Promise<unknown>;
}

/** The platform in memory, for unit tests of functions and packages: one instance. */
export function createTestHost({
  env = {},
  secrets,
  clock = systemClock,
  exchange = fetchExchange,
  generation = V2,
}: TestHostOptions = {}): TestHost {
  const host: TestHost = {
    generation,
    exchange,
    secretStorage: createMemorySecrets(secrets),
    env,
    accountId: '12345',
    clock,
    random: () => 0.5,
    instance: new Instance(),
    invoke: (definition, payload) => runFunction(definition, host, { headers: [], payload }),
  };
  return host;
}
