import { sleep } from '@lp-functions/platform';
import { type Exchange, type Host, Instance, V2 } from '@lp-functions/platform/internal';
import type { TestClock } from '@lp-functions/platform/testing';

/** What goes wrong with an operation of the secret storage; a crash happens at writes only. */
export const STORAGE_FAULTS = ['none', 'slow', 'very slow', 'fails', 'fails but writes', 'crash'] as const;
export type StorageFault = (typeof STORAGE_FAULTS)[number];

const OPERATION_MS = 20;
const SLOW_MS: Partial<Record<StorageFault, number>> = { slow: 3_000, 'very slow': 40_000 };

/** A process that serves runs: what it offers them, and whether it is still there. */
export interface Process {
  host: Host;
  /** Settles when it has crashed. Nothing that it does afterwards has an effect. */
  crashed: Promise<void>;
  isAlive(): boolean;
  /** How often it sent a refresh token whose successor had reached it. */
  resent(): number;
}

export interface World {
  clock: TestClock;
  exchange: Exchange;
  secrets: Map<string, unknown>;
  storageFaults: StorageFault[];
  /** Whether the storage refuses to be written just now. */
  isReadOnly: boolean;
}

const never = () => new Promise<never>(() => {});

export function startProcess(world: World): Process {
  const { clock, exchange, secrets, storageFaults } = world;
  let isAlive = true;
  let resent = 0;
  let crash = () => {};
  const crashed = new Promise<void>((resolve) => {
    crash = resolve;
  });
  const replaced = new Set<string>();

  /** Something that takes time; a process that is no more does not get to the end of it. */
  const takeTime = async (ms: number) => {
    await sleep(clock, ms);
    if (!isAlive) await never();
  };
  const begin = async () => {
    const fault = storageFaults.shift() ?? 'none';
    await takeTime(SLOW_MS[fault] ?? OPERATION_MS);
    return fault;
  };
  const fail = (): never => {
    throw Object.assign(new Error('storage'), { code: 'com.liveperson.faas.secret.op-failed' });
  };
  return {
    crashed,
    isAlive: () => isAlive,
    resent: () => resent,
    host: {
      async exchange(request) {
        if (!isAlive) return never();
        const token = `${new URLSearchParams(request.body).get('refresh_token')}`;
        if (replaced.has(token)) resent += 1;
        let isAborted = false;
        const setAbort = (abort: () => void) =>
          request.setAbort(() => {
            isAborted = true;
            abort();
          });
        const response = await exchange({ ...request, setAbort });
        if (!isAlive) return never();
        if (!isAborted && response.text?.includes('refresh_token')) replaced.add(token);
        return response;
      },
      secretStorage: {
        async read(name) {
          if (/fails/.test(await begin())) fail();
          return structuredClone(secrets.get(name));
        },
        async update(name, value) {
          const fault = await begin();
          if (fault === 'fails' || world.isReadOnly) fail();
          // A crash between the two writes: after the refresh token's, before the access token's.
          if (fault !== 'crash' || name !== 'accessToken') secrets.set(name, structuredClone(value));
          if (fault === 'fails but writes') fail();
          if (fault === 'crash') {
            isAlive = false;
            crash();
            await never();
          }
        },
      },
      env: {},
      generation: V2,
      instance: new Instance(),
      accountId: undefined,
      clock,
      random: () => 0.5,
    },
  };
}
