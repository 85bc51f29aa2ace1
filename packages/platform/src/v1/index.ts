import { Toolbelt } from 'lp-faas-toolbelt';
import type { RunnableDefinition } from '../run/definition.ts';
import { V1 } from '../run/host.ts';
import { Instance } from '../run/instance.ts';
import { type Input, runFunction } from '../run/run.ts';
import type { SecretStorage } from '../secrets/storage.ts';
import { systemClock } from '../time/clock.ts';
import { toolbeltExchange } from './toolbelt-exchange.ts';

const secretStorage: SecretStorage = {
  read: async (name) => (await Toolbelt.SecretClient().readSecret(name)).value,
  update: (key, value) => Toolbelt.SecretClient().updateSecret({ key, value }),
};

/** The platform's first generation: CommonJS, a callback, the toolbelt's HTTP client. */
export function toV1(definition: RunnableDefinition) {
  const instance = new Instance();
  return (input: Input, callback: (error: Error | null, result?: unknown) => void): void => {
    const { env } = process;
    runFunction(
      definition,
      {
        generation: V1,
        exchange: toolbeltExchange,
        secretStorage,
        env,
        accountId: env.BRAND_ID,
        clock: systemClock,
        random: Math.random,
        instance,
      },
      input,
    ).then((result) => callback(null, result), callback);
  };
}
