import { runFunction } from '@lp-functions/platform/internal';
import { createTestClock } from '@lp-functions/platform/testing';
import { repetition } from '@lp-functions/testbed/repetition';
import fc from 'fast-check';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { TOKEN_STORAGES } from '../../../../src/index.ts';
import { createMemorySessions } from '../support/memory-sessions.ts';
import { schedulerOf } from '../support/scheduler.ts';
import { type Kill, startProcess, type World } from './process.ts';
import { randomNumbers } from './schedule.ts';
import { createServer, NETWORK_FAULTS, type NetworkFault, type Server } from './server.ts';

const repeated = repetition({ variable: 'LP_HEALTH_NIGHTS', all: 6, sample: 1 });
const MINUTES = 30;
const MINUTE_MS = 60_000;
/** Where every run is killed before it gets there, nothing can be refreshed: one in three is left to its end. */
const SPARED_EVERY = 3;
const LIFETIME_SECS = 600;
const WITHIN_SECS = 300;

type Storage = (typeof TOKEN_STORAGES)[number];
type Kind = 'well' | 'hanging' | 'dead' | 'failing';
const COUNTS: Record<Kind, number> = { well: 3, hanging: 170, dead: 10, failing: 10 };
const KINDS = Object.keys(COUNTS) as Kind[];

/** A night: each minute a run, others that have all kinds of trouble, processes that are killed now and then. */
interface Night {
  /** From when till when the hanging servers do not answer, in minutes. */
  outage: { from: number; minutes: number };
  random: () => number;
  faults: NetworkFault[];
  /** Of the run of each minute; `null` spares its process. */
  kills: (Kill | null)[];
  lostIndexWrites: boolean[];
}

const nights: fc.Arbitrary<Night> = fc.record({
  outage: fc.record({ from: fc.integer({ min: 0, max: 10 }), minutes: fc.integer({ min: 0, max: MINUTES }) }),
  random: randomNumbers,
  faults: fc.array(fc.constantFrom(...NETWORK_FAULTS), { minLength: 40, maxLength: 200 }),
  kills: fc
    .array(
      fc.option(fc.record({ step: fc.integer({ min: 1, max: 200 }), isAfter: fc.boolean() }), { freq: 2 }),
      { minLength: MINUTES, maxLength: MINUTES },
    )
    .map((kills) => kills.map((kill, minute) => (minute % SPARED_EVERY === 0 ? null : kill))),
  lostIndexWrites: fc.array(fc.boolean(), { maxLength: 60 }),
});

beforeEach(() => {
  vi.stubGlobal('console', { ...console, error: () => {}, warn: () => {} });
  return () => void vi.unstubAllGlobals();
});

interface Watched {
  server: Server;
  name: string;
}

/** @returns what was found out of date after a run, with the minute */
async function live(storage: Storage, night: Night): Promise<string[]> {
  const clock = createTestClock();
  const startedAt = clock.now();
  const minute = () => (clock.now() - startedAt) / MINUTE_MS;
  const isDown = () => minute() >= night.outage.from && minute() < night.outage.from + night.outage.minutes;
  const watched: Watched[] = [];
  const servers = new Map<string, Server>();
  for (const kind of KINDS) {
    for (let n = 0; n < COUNTS[kind]; n++) {
      const name = `${kind}${n}`;
      const server = createServer({
        name,
        // What is asked again after a kill is forgiven.
        policy: 'grace',
        clock,
        lifetimeSecs: LIFETIME_SECS,
        faults: kind === 'failing' ? [...night.faults.slice(n)] : [],
        isDown: () => kind === 'hanging' && isDown(),
        isDead: () => kind === 'dead',
      });
      servers.set(name, server);
      if (kind === 'well') watched.push({ server, name });
    }
  }
  const world: World = {
    clock,
    random: night.random,
    servers: new Map(KINDS.map((kind) => [`${kind}.example.com`, byToken(servers)])),
    secrets: secretsOf(storage),
    sessions: createMemorySessions().stored,
    storageFaults: [],
    lostIndexWrites: [],
    writers: new Map(),
    putBack: [],
    isReadOnly: false,
    isDangerous: true,
  };
  const settings = {
    TOKEN_URL: undefined,
    CONNECTIONS: 'list',
    TOKEN_STORAGE: storage,
    REFRESH_WITHIN_SECS: storage === 'separate' ? 0 : WITHIN_SECS,
  };
  const run = (process: ReturnType<typeof startProcess>, payload?: object) =>
    Promise.race([
      process.killed,
      runFunction(
        schedulerOf(settings, async () => process.sessions),
        process.host,
        { payload },
      ).catch(() => {}),
    ]);
  if (storage === 'context') await clock.finish(run(startProcess(world), { store: stored() }));
  world.lostIndexWrites.push(...night.lostIndexWrites);

  const late: string[] = [];
  let process = startProcess(world);
  for (const [index, kill] of night.kills.entries()) {
    if (kill || !process.isAlive()) process = startProcess(world, kill ?? undefined);
    const begunAt = clock.now();
    await clock.finish(run(process));
    for (const { name, server } of watched) {
      const isLate = clock.now() > (server.grantedAt ?? startedAt) + LIFETIME_SECS * 1_000;
      if (isLate) late.push(`${name} in minute ${index}`);
    }
    await clock.advance(Math.max(0, begunAt + MINUTE_MS - clock.now()));
  }
  return late;
}

/** A host that serves all connections of a kind. */
function byToken(servers: ReadonlyMap<string, Server>): Server {
  return {
    lost: 0,
    granted: 0,
    clearFaults() {},
    exchange(request) {
      const [name = ''] = `${new URLSearchParams(request.body).get('refresh_token')}`.split(':');
      const server = servers.get(name);
      if (!server) throw new Error(`there is no connection ${name}`);
      return server.exchange(request);
    },
  };
}

const namesOf = (kind: Kind) => Array.from({ length: COUNTS[kind] }, (_, n) => `${kind}${n}`);
const urlOf = (kind: Kind) => `https://${kind}.example.com/token`;

function stored(): Record<string, object> {
  return Object.fromEntries(
    KINDS.flatMap((kind) =>
      namesOf(kind).map((name) => [name, { group: urlOf(kind), refresh_token: `${name}:refresh-0` }]),
    ),
  );
}

function secretsOf(storage: Storage): Map<string, unknown> {
  const groups = KINDS.map((kind) => ({
    tokenUrl: urlOf(kind),
    clientId: 'id',
    clientSecret: 'secret',
    names: storage === 'context' ? [] : namesOf(kind),
  }));
  const secrets = new Map<string, unknown>([
    ['list', groups],
    ['id', 'the-client-id'],
    ['secret', 'the-client-secret'],
    ['tokenSealingKey', Buffer.alloc(32, 7).toString('base64')],
  ]);
  for (const name of KINDS.flatMap(namesOf)) {
    secrets.set(`${name}_refreshToken`, `${name}:refresh-0`);
    secrets.set(`${name}_accessToken`, 'access-of-nothing');
    secrets.set(`${name}_tokenSet`, { refresh_token: `${name}:refresh-0` });
  }
  return secrets;
}

describe.each(TOKEN_STORAGES)('with the storage %s', (storage) => {
  it(`a healthy connection is refreshed before it expires, whatever the others do in ${repeated.told} nights`, async () => {
    await fc.assert(
      fc.asyncProperty(nights, async (night) => {
        expect(await live(storage, night)).toEqual([]);
      }),
      { numRuns: repeated.times, seed: repeated.seed },
    );
  });
});
