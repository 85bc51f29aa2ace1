import { Toolbelt } from 'core-functions-toolbelt';
import type { SecretStorage } from '../host.ts';
import { systemClock } from '../run/clock.ts';
import type { RunnableDefinition } from '../run/define.ts';
import { type Input, runFunction } from '../run/run.ts';
import { fetchExchange } from './fetch-exchange.ts';

/** The same object in all runs of an instance, so that caches can hang on it. */
const secretStorage: SecretStorage = {
  read: async (name, fresh) => (await Toolbelt.SecretClient().readSecret(name, { useCache: !fresh })).value,
  update: (key, value) => Toolbelt.SecretClient().updateSecret({ key, value }),
};

/** The platform's second generation: ES modules, an async lambda, `fetch`. */
export const toV2 =
  (definition: RunnableDefinition) =>
  (input: Input): Promise<unknown> => {
    const { env } = process;
    return runFunction(
      definition,
      {
        exchange: fetchExchange,
        secretStorage,
        env,
        accountId: env.X_LIVEPERSON_BRAND_ID,
        clock: systemClock,
        random: Math.random,
      },
      input,
    );
  };
