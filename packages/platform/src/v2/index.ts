import type { RunnableDefinition } from '../run/definition.ts';
import { V2 } from '../run/host.ts';
import { Instance } from '../run/instance.ts';
import { type Input, runFunction } from '../run/run.ts';
import { systemClock } from '../time/clock.ts';
import { fetchExchange } from './fetch-exchange.ts';
import { createSecretStorage } from './secret-storage.ts';

/** The platform's second generation: ES modules, an async lambda, `fetch`. */
export function toV2(definition: RunnableDefinition) {
  const instance = new Instance();
  const secretStorage = createSecretStorage();
  return (input: Input): Promise<unknown> => {
    const { env } = process;
    return runFunction(
      definition,
      {
        generation: V2,
        exchange: fetchExchange,
        secretStorage,
        env,
        accountId: env.X_LIVEPERSON_BRAND_ID,
        clock: systemClock,
        random: Math.random,
        instance,
      },
      input,
    );
  };
}
