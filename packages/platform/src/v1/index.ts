import { Toolbelt } from 'lp-faas-toolbelt';
import type { Host, SecretStorage } from '../host.ts';
import { systemClock } from '../run/clock.ts';
import type { AnyFunctionDefinition } from '../run/define.ts';
import { type Input, runFunction } from '../run/run.ts';
import { unwrapSecret } from '../secrets/entry.ts';
import { toolbeltExchange } from './toolbelt-exchange.ts';

const secretStorage: SecretStorage = {
  read: async (name) => unwrapSecret(await Toolbelt.SecretClient().readSecret(name)),
  update: async (key, value) => Toolbelt.SecretClient().updateSecret({ key, value }),
};

/** The platform's first generation: CommonJS, a callback, the toolbelt's HTTP client. */
export function toV1(
  definition: AnyFunctionDefinition,
): (input: Input, callback: (error: Error | null, result?: unknown) => void) => void {
  return (input, callback) => {
    const host: Host = {
      exchange: toolbeltExchange,
      secretStorage,
      env: process.env,
      accountIdVariable: 'BRAND_ID',
      clock: systemClock,
      random: Math.random,
    };
    runFunction(definition, host, input).then(
      (result) => callback(null, result),
      (error: Error) => callback(error),
    );
  };
}
