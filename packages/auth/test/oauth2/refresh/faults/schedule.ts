import { boolean, defineFunction } from '@lp-functions/platform';
import { runFunction } from '@lp-functions/platform/internal';
import { createTestClock } from '@lp-functions/platform/testing';
import fc from 'fast-check';
import { refreshConnections, TOKEN_STORAGES, type TokenLocation } from '../../../src/index.ts';
import { type Process, STORAGE_FAULTS, type StorageFault, startProcess } from './process.ts';
import { createServer, NETWORK_FAULTS, type NetworkFault, type Policy } from './server.ts';

const TOKEN_URL = 'https://auth.example.com/token';
/** Longer than anything that a run leaves behind. */
const QUIET_MS = 300_000;
/** Where the expiry is stored; tokens are good for an hour. */
const WITHIN_MS = 600_000;

export interface Schedule {
  policy: Policy;
  storage: TokenLocation['storage'];
  /**
   * Each begins so long after the one before, in one of two processes, and refreshes what expires soon or, by force,
   * what does not. From then on until the next one begins, the storage may refuse to be written.
   */
  runs: { afterMs: number; process: number; force: boolean; isReadOnly: boolean }[];
  /** Each request, whoever sends it, takes one; when there are no more, nothing goes wrong any more. */
  networkFaults: NetworkFault[];
  /** The same for the operations of the storage. */
  storageFaults: StorageFault[];
}

export const schedulesOf = (policy: Policy): fc.Arbitrary<Schedule> =>
  fc.record({
    policy: fc.constant(policy),
    storage: fc.constantFrom(...TOKEN_STORAGES),
    runs: fc.array(
      fc.record({
        afterMs: fc.constantFrom(0, 30, 400, 5_000, 60_000),
        // No storage of ours can lock a connection: a second process at the same moment sends the token again, which
        // a revoking server never forgives. So there, runs overlap within one process only.
        process: policy === 'revoking' ? fc.constant(0) : fc.constantFrom(0, 1),
        force: fc.boolean(),
        isReadOnly: fc.constantFrom(false, false, true),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    networkFaults: fc.array(fc.constantFrom(...NETWORK_FAULTS), { maxLength: 8 }),
    storageFaults: fc.array(fc.constantFrom('none', 'none', ...STORAGE_FAULTS), { maxLength: 30 }),
  });

export interface End {
  /** Whether the stored token still refreshes when nothing goes wrong. */
  isAlive: boolean;
  /** How many tokens were granted in an answer that did not arrive. */
  lost: number;
  /** How often a process sent a refresh token whose successor had reached it. */
  resent: number;
  /** Of the runs that failed. */
  messages: string[];
}

const definition = (storage: Schedule['storage']) =>
  defineFunction({
    name: 'refresh',
    description: 'Refreshes one connection.',
    environment: {},
    payload: { force: boolean() },
    secrets: {},
    targets: () => [TOKEN_URL],
    handler: (run) =>
      refreshConnections(
        run,
        [
          {
            name: 'acme',
            tokenUrl: TOKEN_URL,
            clientAuth: 'client_secret_post',
            scope: undefined,
            extra: undefined,
            storage,
            nameOf: (secret) => secret,
          },
        ],
        storage === 'separate' || run.payload.force ? Infinity : WITHIN_MS,
      ),
  });

/** Plays a schedule until all is at rest, and then looks, without faults, whether the chain of tokens holds. */
export async function play({ policy, storage, runs, networkFaults, storageFaults }: Schedule): Promise<End> {
  const clock = createTestClock();
  const faults = { network: [...networkFaults], storage: [...storageFaults] };
  const server = createServer(policy, clock, faults.network);
  const world = {
    clock,
    exchange: server.exchange,
    storageFaults: faults.storage,
    isReadOnly: false,
    secrets: new Map<string, unknown>([
      ['clientId', 'the-client-id'],
      ['clientSecret', 'the-client-secret'],
      ['refreshToken', 'refresh-0'],
      ['accessToken', 'access-of-nothing'],
      ['tokenSet', { refresh_token: 'refresh-0' }],
    ]),
  };
  const messages: string[] = [];
  const run = ({ host, crashed }: Process, force: boolean) =>
    Promise.race([
      crashed,
      runFunction(definition(storage), host, { payload: { force } }).catch(({ message }: Error) => {
        messages.push(message);
      }),
    ]);

  const processes: Process[] = [];
  const serving = new Map<number, Process>();
  const pending: Promise<unknown>[] = [];
  for (const { afterMs, process: index, force, isReadOnly } of runs) {
    await clock.advance(afterMs);
    world.isReadOnly = isReadOnly;
    let process = serving.get(index);
    if (!process?.isAlive()) {
      process = startProcess(world);
      processes.push(process);
      serving.set(index, process);
    }
    pending.push(run(process, force));
  }
  await clock.finish(Promise.all(pending));
  await clock.advance(QUIET_MS);

  faults.network.length = 0;
  faults.storage.length = 0;
  world.isReadOnly = false;
  // The storage works again: a process that could not store a token does so in its next run.
  for (const process of processes) if (process.isAlive()) await clock.finish(run(process, false));
  const last = await clock.finish(run(startProcess(world), true));
  return {
    isAlive: last !== undefined,
    lost: server.lost,
    resent: processes.reduce((sum, process) => sum + process.resent(), 0),
    messages,
  };
}
