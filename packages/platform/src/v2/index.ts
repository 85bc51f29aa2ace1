import { Toolbelt } from 'core-functions-toolbelt';
import { systemClock } from '../run/clock.ts';
import type { AnyFunctionDefinition } from '../run/define.ts';
import { type Input, runFunction } from '../run/run.ts';
import { fetchExchange } from './fetch-exchange.ts';

/** The platform's second generation: ES modules, an async lambda, `fetch`. */
export const toV2 =
  (definition: AnyFunctionDefinition) =>
  (input: Input): Promise<unknown> => {
    const { env } = process;
    const secrets = Toolbelt.SecretClient();
    return runFunction(
      definition,
      {
        exchange: fetchExchange,
        secretStorage: {
          read: async (name, fresh) => (await secrets.readSecret(name, { useCache: !fresh })).value,
          update: (key, value) => secrets.updateSecret({ key, value }),
        },
        env,
        accountId: env.X_LIVEPERSON_BRAND_ID,
        clock: systemClock,
        random: Math.random,
      },
      input,
    );
  };
