import { Toolbelt } from 'lp-faas-toolbelt';
import type { SecretStorage } from '../host.ts';
import { systemClock } from '../run/clock.ts';
import type { RunnableDefinition } from '../run/define.ts';
import { type Input, runFunction } from '../run/run.ts';
import { toolbeltExchange } from './toolbelt-exchange.ts';

/** The same object in all runs of an instance, so that caches can hang on it. */
const secretStorage: SecretStorage = {
  read: async (name) => (await Toolbelt.SecretClient().readSecret(name)).value,
  update: (key, value) => Toolbelt.SecretClient().updateSecret({ key, value }),
};

/** The platform's first generation: CommonJS, a callback, the toolbelt's HTTP client. */
export const toV1 =
  (definition: RunnableDefinition) =>
  (input: Input, callback: (error: Error | null, result?: unknown) => void): void => {
    const { env } = process;
    runFunction(
      definition,
      {
        exchange: toolbeltExchange,
        secretStorage,
        env,
        accountId: env.BRAND_ID,
        clock: systemClock,
        random: Math.random,
      },
      input,
    ).then((result) => callback(null, result), callback);
  };
