import { runFunction } from '@lp-functions/platform/internal';
import { createTestClock } from '@lp-functions/platform/testing';
import fc from 'fast-check';
import type { TOKEN_STORAGES } from '../../../../src/index.ts';
import { createMemorySessions } from '../support/memory-sessions.ts';
import { schedulerOf } from '../support/scheduler.ts';
import {
  type Kill,
  type Process,
  STORAGE_FAULTS,
  type StorageFault,
  startProcess,
  type World,
} from './process.ts';
import { createServer, NETWORK_FAULTS, type NetworkFault, type Policy, type Server } from './server.ts';

export type Storage = (typeof TOKEN_STORAGES)[number];

/** Longer than anything that a run leaves behind. */
const QUIET_MS = 300_000;
/** Where the expiry is stored; tokens are good for an hour. */
const WITHIN_SECS = 600;
const KEY = Buffer.alloc(32, 7).toString('base64');

/** One has the server that is tested; the other one's does nothing wrong. */
export const NAMES = ['acme', 'other'] as const;
export type Name = (typeof NAMES)[number];

export interface Schedule {
  policy: Policy;
  storage: Storage;
  /**
   * Each begins so long after the one before, in one of two processes, and refreshes what expires soon or, by force,
   * what does not. From then on until the next one begins, the storage may refuse to be written.
   */
  runs: { afterMs: number; process: number; force: boolean; isReadOnly: boolean }[];
  /** Of all processes: pauses depend on it. */
  random: () => number;
  /** Each request to the tested server, whoever sends it, takes one. */
  networkFaults: NetworkFault[];
  /** The same for the operations of the storage. */
  storageFaults: StorageFault[];
  lostIndexWrites: boolean[];
  /** Of the processes, in the order in which they start. */
  kills: Kill[];
}

const ALWAYS_BELOW_ONE = { min: 0, max: 1, maxExcluded: true, noNaN: true };

/** As `Math.random`, but a schedule that is played again has the same numbers again. */
export const randomNumbers: fc.Arbitrary<() => number> = fc
  .infiniteStream(fc.double(ALWAYS_BELOW_ONE))
  .map((numbers) => () => numbers.next().value as number);

export const schedulesOf = (policy: Policy, storage: Storage): fc.Arbitrary<Schedule> =>
  fc.record({
    policy: fc.constant(policy),
    storage: fc.constant(storage),
    runs: fc.array(
      fc.record({
        afterMs: fc.constantFrom(0, 30, 400, 5_000, 60_000),
        // No storage of ours can lock a connection for certain: a second process at the same moment sends the token
        // again, which a revoking server never forgives. So there, runs overlap within one process only.
        process: policy === 'revoking' ? fc.constant(0) : fc.constantFrom(0, 1),
        force: fc.boolean(),
        isReadOnly: fc.constantFrom(false, false, true),
      }),
      { minLength: 1, maxLength: 4 },
    ),
    random: randomNumbers,
    networkFaults: fc.array(fc.constantFrom(...NETWORK_FAULTS), { maxLength: 8 }),
    storageFaults: fc.array(fc.constantFrom('none', 'none', ...STORAGE_FAULTS), { maxLength: 30 }),
    lostIndexWrites: storage === 'context' ? fc.array(fc.boolean(), { maxLength: 12 }) : fc.constant([]),
    kills: fc.array(fc.record({ step: fc.integer({ min: 1, max: 40 }), isAfter: fc.boolean() }), {
      maxLength: 2,
    }),
  });

export interface End {
  /** Whether the stored token still refreshes when nothing goes wrong. */
  isAlive: Record<Name, boolean>;
  /** How many tokens were granted in an answer that did not arrive, or whose process was killed too soon. */
  lost: Record<Name, number>;
  /** How often a renewed token set was put back by another process and its own was killed before it looked again. */
  putBack: Record<Name, number>;
  /** How often a process sent a refresh token whose successor had reached it. */
  resent: number;
  /** Of the runs that failed. */
  messages: string[];
}

const definitionOf = (storage: Storage, process: Process) =>
  schedulerOf(
    {
      TOKEN_URL: undefined,
      CONNECTIONS: 'list',
      TOKEN_STORAGE: storage,
      REFRESH_WITHIN_SECS: storage === 'separate' ? 0 : WITHIN_SECS,
    },
    async () => process.sessions,
  );

/** Plays a schedule until all is at rest, and then looks, without faults, whether the chains of tokens hold. */
export async function play(schedule: Schedule): Promise<End> {
  const clock = createTestClock();
  const servers = { acme: serverOf('acme'), other: serverOf('other') };
  function serverOf(name: Name): Server {
    const policy = name === 'acme' ? schedule.policy : 'strict';
    return createServer({ name, policy, clock, faults: name === 'acme' ? [...schedule.networkFaults] : [] });
  }
  const world: World = {
    clock,
    random: schedule.random,
    servers: new Map(NAMES.map((name) => [`${name}.example.com`, servers[name]])),
    secrets: secretsOf(schedule.storage),
    sessions: createMemorySessions().stored,
    storageFaults: [],
    lostIndexWrites: [],
    writers: new Map(),
    putBack: [],
    isReadOnly: false,
    isDangerous: true,
  };
  if (schedule.storage === 'context') await store(world);
  world.storageFaults.push(...schedule.storageFaults);
  world.lostIndexWrites.push(...schedule.lostIndexWrites);

  const messages: string[] = [];
  const run = (process: Process, payload: object) =>
    Promise.race([
      process.killed,
      runFunction(definitionOf(schedule.storage, process), process.host, { payload }).catch(
        ({ message }: Error) => void messages.push(message),
      ),
    ]);

  const kills = [...schedule.kills];
  const processes: Process[] = [];
  const serving = new Map<number, Process>();
  const pending: Promise<unknown>[] = [];
  for (const { afterMs, process: index, force, isReadOnly } of schedule.runs) {
    await clock.advance(afterMs);
    world.isReadOnly = isReadOnly;
    let process = serving.get(index);
    if (!process?.isAlive()) {
      process = startProcess(world, kills.shift());
      processes.push(process);
      serving.set(index, process);
    }
    pending.push(run(process, { force }));
  }
  await clock.finish(Promise.all(pending));
  await clock.advance(QUIET_MS);

  clearFaults(world, servers);
  // The storage works again: a process that could not store a token does so in its next run.
  for (const process of processes) if (process.isAlive()) await clock.finish(run(process, {}));
  await clock.advance(QUIET_MS);
  const before = { acme: servers.acme.granted, other: servers.other.granted };
  await clock.finish(run(startProcess(world), { force: true }));
  return {
    isAlive: {
      acme: servers.acme.granted > before.acme,
      other: servers.other.granted > before.other,
    },
    lost: { acme: servers.acme.lost, other: servers.other.lost },
    putBack: { acme: putBackOf('acme'), other: putBackOf('other') },
    resent: processes.reduce((sum, process) => sum + process.resent(), 0),
    messages,
  };

  function putBackOf(name: Name): number {
    return world.putBack.filter(
      ({ secret, renewedBy }) => secret === `${name}_tokenSet` && !renewedBy.isAlive(),
    ).length;
  }

  function clearFaults(each: World, all: Record<Name, Server>) {
    each.storageFaults.length = 0;
    each.lostIndexWrites.length = 0;
    each.isReadOnly = false;
    each.isDangerous = false;
    all.acme.clearFaults();
  }
}

function secretsOf(storage: Storage): Map<string, unknown> {
  const groups = NAMES.map((name) => ({
    tokenUrl: `https://${name}.example.com/token`,
    clientId: 'id',
    clientSecret: 'secret',
    names: storage === 'context' ? [] : [name],
  }));
  const tokens = NAMES.flatMap((name) => [
    [`${name}_refreshToken`, `${name}:refresh-0`],
    [`${name}_accessToken`, 'access-of-nothing'],
    [`${name}_tokenSet`, { refresh_token: `${name}:refresh-0` }],
  ]);
  return new Map<string, unknown>([
    ['list', groups],
    ['id', 'the-client-id'],
    ['secret', 'the-client-secret'],
    ['tokenSealingKey', KEY],
    ...(tokens as [string, unknown][]),
  ]);
}

async function store(world: World): Promise<void> {
  const process = startProcess(world);
  const tokens = Object.fromEntries(
    NAMES.map((name) => [
      name,
      { group: `https://${name}.example.com/token`, refresh_token: `${name}:refresh-0` },
    ]),
  );
  await world.clock.finish(
    runFunction(definitionOf('context', process), process.host, { payload: { store: tokens } }),
  );
}
