import { Toolbelt } from 'core-functions-toolbelt';
import type { Host, SecretStorage } from '../host.ts';
import { systemClock } from '../run/clock.ts';
import type { AnyFunctionDefinition } from '../run/define.ts';
import { type Input, runFunction } from '../run/run.ts';
import { unwrapSecret } from '../secrets/entry.ts';
import { fetchExchange } from './fetch-exchange.ts';

const secretStorage: SecretStorage = {
  read: async (name, fresh) =>
    unwrapSecret(await Toolbelt.SecretClient().readSecret(name, { useCache: !fresh })),
  update: async (key, value) => Toolbelt.SecretClient().updateSecret({ key, value }),
};

/** The platform's second generation: ES modules, an async lambda, `fetch`. */
export function toV2(definition: AnyFunctionDefinition): (input: Input) => Promise<unknown> {
  return (input) => {
    const host: Host = {
      exchange: fetchExchange,
      secretStorage,
      env: process.env,
      accountIdVariable: 'X_LIVEPERSON_BRAND_ID',
      clock: systemClock,
      random: Math.random,
    };
    return runFunction(definition, host, input);
  };
}
