import type { Target } from '@lp-functions/emulator';
import type { Machine } from '../../src/vendor/lpf.ts';
import { account, accountV2 } from './account.ts';

/** A function as either generation's account holds it. */
export interface Held {
  state: string;
  description: string;
  code: string;
  variables: Record<string, string>;
  /** The code in production. */
  deployed: string | undefined;
}

export interface Situation {
  target: Target;
  lpf: Machine;
  requests(): string[];
  names(): string[];
  held(name: string): Held | undefined;
}

/** An empty account with somebody logged in: V1 with the vendor's real tool, V2 with what stands for its. */
export async function situation(target: Target): Promise<Situation> {
  return target === 'v1' ? situationV1() : situationV2();
}

async function situationV1(): Promise<Situation> {
  const { cloud, lpf } = await account();
  return {
    target: 'v1',
    lpf,
    requests: () => cloud.requests.map(({ method, path }) => `${method} ${path}`),
    names: () => [...cloud.functions.keys()].sort(),
    held: (name) => {
      const lambda = cloud.functions.get(name);
      if (!lambda) return undefined;
      const { code, environmentVariables } = lambda.implementation;
      return {
        state: lambda.state,
        description: lambda.description,
        code,
        variables: Object.fromEntries(environmentVariables.map(({ key, value }) => [key, value])),
        deployed: lambda.lastDeployment?.code,
      };
    },
  };
}

async function situationV2(): Promise<Situation> {
  const { cloud, lpf } = await accountV2();
  return {
    target: 'v2',
    lpf,
    requests: () => cloud.requests.map(({ method, path }) => `${method} ${path}`),
    names: () => [...cloud.functions.keys()].sort(),
    held: (name) => {
      const fn = cloud.functions.get(name);
      if (!fn) return undefined;
      return {
        state: fn.state,
        description: fn.description,
        code: fn.manifest?.code ?? '',
        variables: fn.manifest?.environment ?? {},
        deployed: fn.deployed?.code,
      };
    },
  };
}
