import { Toolbelt } from 'lp-faas-toolbelt';
import { systemClock } from '../run/clock.ts';
import type { AnyFunctionDefinition } from '../run/define.ts';
import { type Input, runFunction } from '../run/run.ts';
import { toolbeltExchange } from './toolbelt-exchange.ts';

/** The platform's first generation: CommonJS, a callback, the toolbelt's HTTP client. */
export const toV1 =
  (definition: AnyFunctionDefinition) =>
  (input: Input, callback: (error: Error | null, result?: unknown) => void): void => {
    const { env } = process;
    const secrets = Toolbelt.SecretClient();
    runFunction(
      definition,
      {
        exchange: toolbeltExchange,
        secretStorage: {
          read: async (name) => (await secrets.readSecret(name)).value,
          update: (key, value) => secrets.updateSecret({ key, value }),
        },
        env,
        accountId: env.BRAND_ID,
        clock: systemClock,
        random: Math.random,
      },
      input,
    ).then((result) => callback(null, result), callback);
  };
