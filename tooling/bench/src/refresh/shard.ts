import { sleep } from '@lp-functions/platform';
import {
  type ExchangeRequest,
  type Host,
  Instance,
  runFunction,
  V1,
  V2,
} from '@lp-functions/platform/internal';
import definition from '@lp-functions/refresh-scheduler';
import { createMemoryContextStore, type MemoryContextStore } from '@lp-functions/testbed/context-store';
import { type Chance, createChance } from './chance.ts';
import { createSimulatedClock, type SimulatedClock } from './clock.ts';
import type { Figures } from './figures.ts';
import { createLedger, type Ledger } from './ledger.ts';
import { MINUTE_MS, nameOf, PROVIDERS, providerOf, type Scenario, tokenUrlOf } from './scenario.ts';

const START = Date.UTC(2026, 0, 1);
const STORE_URL = 'https://store.example.com';
const NAMESPACE = 'tokens';
const ACCOUNT = '12345';
/** How many connections are stored with one payload. */
const BATCH = 500;
/** Of the answers of a token endpoint, so many break off. */
const BROKEN_SHARE = 0.0005;

interface World {
  scenario: Scenario;
  clock: SimulatedClock;
  chance: Chance;
  store: MemoryContextStore;
  ledger: Ledger;
  /** Of the newest refresh token of each connection that was used. */
  used: Map<number, number>;
  isRecording: boolean;
}

/** Lives through the time of a scenario with one of its shards. @param index from 1 */
export async function simulateShard(
  scenario: Scenario,
  index: number,
  members: readonly number[],
): Promise<Figures> {
  const clock = createSimulatedClock(START);
  const chance = createChance(scenario.seed * 1_000 + index);
  // The first tokens expire one after the other, as they were got.
  const validUntil = new Map(
    members.map((connection) => [connection, chance.next() * scenario.lifetimeSecs * 1_000]),
  );
  const ledger = createLedger(scenario, validUntil);
  const onSave = (session: string) => {
    if (session.startsWith('token.merchant-')) ledger.saved(Number(session.slice(15)), clock.now() - START);
  };
  const baseUrl = `${STORE_URL}/v1/account/${ACCOUNT}/${NAMESPACE}/`;
  const store = createMemoryContextStore({ baseUrl, onSave });
  const world: World = { scenario, clock, chance, store, ledger, used: new Map(), isRecording: false };
  const env = environmentOf(scenario, index);
  await connect(world, env, validUntil);

  world.isRecording = true;
  const cpuBefore = process.cpuUsage();
  const offsetMs = chance.next() * MINUTE_MS;
  let instance = startInstance(world, env);
  for (let at = START + offsetMs; at < START + scenario.forMs; at += MINUTE_MS) {
    await clock.until(Math.max(at, clock.now()));
    const kill = chance.happens(scenario.killedShare) ? chance.next() * 10_000 : undefined;
    await oneRun(world, instance, kill);
    if (!instance.isAlive()) instance = startInstance(world, env);
  }
  await clock.until(START + scenario.forMs);
  ledger.close(scenario.forMs);
  const { user, system } = process.cpuUsage(cpuBefore);
  ledger.figures.cpuMs = (user + system) / 1_000;
  return ledger.figures;
}

async function oneRun(
  world: World,
  instance: SimulatedInstance,
  killAfterMs: number | undefined,
): Promise<void> {
  const { clock, ledger } = world;
  const { figures } = ledger;
  const startedAt = clock.now();
  const run = runFunction(definition, instance.host, { payload: {} }).then(
    (result) => {
      figures.recoveries += (result as { recovered: string[] }).recovered.length;
    },
    ({ message }: Error) => {
      if (instance.isAlive()) hear(figures, message);
    },
  );
  figures.runs += 1;
  if (killAfterMs === undefined) {
    await clock.finish(run);
  } else {
    await clock.finish(Promise.race([run, sleep(clock, killAfterMs)]));
    instance.kill();
    figures.kills += 1;
  }
  figures.longestRunMs = Math.max(figures.longestRunMs, clock.now() - startedAt);
}

/** Reads a notice as the person does who gets it. */
function hear(figures: Figures, message: string): void {
  if (!message.startsWith('REFRESH_FAILED')) throw new Error(message);
  figures.failedRuns += 1;
  const [, counts = ''] = /^REFRESH_FAILED: \d+ of \d+: ([^.]*)\./.exec(message) ?? [];
  for (const [, count, code] of counts.matchAll(/(\d+) (\w+)/g)) {
    if (code === 'REAUTH_REQUIRED') figures.deathNotices += Number(count);
    else figures.outageNotices += Number(count);
  }
  const [, recovered] = /Recovered: (.*)$/.exec(message) ?? [];
  if (recovered) figures.recoveries += recovered.split(', ').length;
}

interface SimulatedInstance {
  host: Host;
  isAlive(): boolean;
  /** Ends it at once: nothing that it does from now on has an effect. */
  kill(): void;
}

const never = () => new Promise<never>(() => {});

function startInstance(world: World, env: Host['env']): SimulatedInstance {
  const { clock, chance, scenario } = world;
  let isAlive = true;
  const whileAlive = async <Result>(work: () => Promise<Result>): Promise<Result> => {
    if (!isAlive) return never();
    const result = await work();
    return isAlive ? result : never();
  };
  const secrets = secretsOf();
  return {
    isAlive: () => isAlive,
    kill() {
      isAlive = false;
    },
    host: {
      generation: scenario.generation === 'V1' ? V1 : V2,
      exchange: (request) => whileAlive(() => exchange(world, request, () => isAlive)),
      secretStorage: {
        read: (name) =>
          whileAlive(async () => {
            await sleep(clock, chance.latencyMs(scenario.secretMs));
            return secrets.get(name);
          }),
        update: async () => undefined,
      },
      env,
      accountId: ACCOUNT,
      clock,
      random: chance.next,
      instance: new Instance(),
    },
  };
}

async function exchange(world: World, request: ExchangeRequest, isAlive: () => boolean) {
  const { clock, chance, ledger, scenario, store } = world;
  const { url, body } = request;
  if (world.isRecording) ledger.sent(clock.now() - START);
  const headers = {};
  if (url.startsWith(STORE_URL)) {
    ledger.figures.storeCalls += world.isRecording ? 1 : 0;
    await sleep(clock, chance.latencyMs(scenario.storeMs));
    // A process that was killed while it sent does not get to the store.
    if (!isAlive()) return never();
    return { headers, ...store.answer(request) };
  }
  return { headers, ...(await tokenAnswer(world, `${body}`)) };
}

async function tokenAnswer({ clock, chance, ledger, scenario, used }: World, body: string) {
  const now = () => clock.now() - START;
  const [name = '', version] = `${new URLSearchParams(body).get('refresh_token')}`.split(':');
  const connection = Number(name);
  ledger.asked(connection, now());
  if (ledger.isDown(connection, now())) return never();
  await sleep(clock, chance.latencyMs(scenario.tokenMs));
  if (chance.happens(BROKEN_SHARE)) throw Object.assign(new Error('fetch failed'), { code: 'ECONNRESET' });
  const rotation = Number(version);
  if (rotation < (used.get(connection) ?? 0))
    throw new Error(`the refresh token of ${connection} was used again`);
  if (ledger.isDead(connection, now())) return { status: 400, text: '{"error":"invalid_grant"}' };
  // The one before stays good until this one is used, so that a process may be killed.
  used.set(connection, rotation);
  ledger.granted(connection, now());
  const tokens = {
    access_token: `access-${connection}-${rotation}-${'x'.repeat(200)}`,
    refresh_token: `${connection}:${rotation + 1}`,
    expires_in: scenario.lifetimeSecs,
  };
  return { status: 200, text: JSON.stringify(tokens) };
}

const environmentOf = ({ shards, withinSecs }: Scenario, index: number): Record<string, string> => ({
  CONNECTIONS: 'list',
  TOKEN_STORAGE: 'context',
  REFRESH_WITHIN_SECS: `${withinSecs}`,
  SHARD: `${index}/${shards}`,
  CONTEXT_BASE_URL: STORE_URL,
  CONTEXT_NAMESPACE: NAMESPACE,
});

function secretsOf(): Map<string, unknown> {
  const groups = Array.from({ length: PROVIDERS }, (_, provider) => ({
    name: `provider-${provider}`,
    tokenUrl: tokenUrlOf(provider),
    clientId: 'id',
    clientSecret: 'secret',
  }));
  return new Map<string, unknown>([
    ['list', groups],
    ['id', 'the-client-id'],
    ['secret', 'the-client-secret'],
    ['tokenSealingKey', Buffer.alloc(32, 7).toString('base64')],
    ['mavenApiKey', 'the-maven-api-key'],
  ]);
}

async function connect(
  world: World,
  env: Host['env'],
  validUntil: ReadonlyMap<number, number>,
): Promise<void> {
  // Without limits, as this is not what is measured.
  const { host } = startInstance({ ...world, scenario: { ...world.scenario, generation: 'V2' } }, env);
  const all = [...validUntil];
  for (let from = 0; from < all.length; from += BATCH) {
    const store = Object.fromEntries(
      all.slice(from, from + BATCH).map(([connection, until]) => [
        nameOf(connection),
        {
          group: `provider-${providerOf(connection)}`,
          refresh_token: `${connection}:0`,
          access_token: 'first',
          expires_at: (START + until) / 1_000,
        },
      ]),
    );
    await world.clock.finish(runFunction(definition, host, { payload: { store } }));
  }
}
