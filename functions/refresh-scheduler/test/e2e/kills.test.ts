import { createDecipheriv, randomBytes } from 'node:crypto';
import {
  type ContextStoreServer,
  createSecretStore,
  type Run,
  startContextStore,
  startInstance,
  type Target,
} from '@lp-functions/emulator';
import { type AuthServer, startAuthServer } from '@lp-functions/testbed';
import { builtArtifact } from '@lp-functions/testbed/e2e';
import { repetition } from '@lp-functions/testbed/repetition';
import nock from 'nock';
import { expect, it, type TestContext } from 'vitest';

const connections = repetition({ variable: 'LP_SHARD_CONNECTIONS', all: 400, sample: 60 });
/** All of them take a minute. */
const kills = repetition({ variable: 'LP_SHARD_KILLS', all: 50, sample: 3 });
const TIMEOUT_MS = 600_000;
/** In which a run is killed, from its start. */
const KILL_WITHIN_MS = 600;
/** V1 would need a minute for everything: it shows in less that it goes on. */
const DEADLINE_MS = { v1: 8_000, v2: 28_000 };
const BATCH = 100;
const NAMESPACE = 'tokens';
const MAVEN_API_KEY = 'test-maven-api-key';
const ACCESS_TOKEN = 'test-context-access-token';

interface World {
  target: Target;
  auth: AuthServer;
  store: ContextStoreServer;
  secrets: ReturnType<typeof createSecretStore>;
  names: string[];
}

async function open(target: Target, { onTestFinished }: TestContext): Promise<World> {
  nock.enableNetConnect('127.0.0.1');
  const auth = await startAuthServer({ hasGrace: true, accessTokenTtlSecs: 3_600 });
  onTestFinished(() => auth.stop());
  const store = await startContextStore({ apiKeys: [MAVEN_API_KEY], accessTokens: [ACCESS_TOKEN] });
  onTestFinished(() => store.stop());
  const group = {
    name: 'crm',
    tokenUrl: auth.tokenUrl,
    storage: 'context',
    clientId: 'id',
    clientSecret: 'secret',
  };
  const secrets = createSecretStore({
    list: [group],
    id: auth.clients.post.clientId,
    secret: auth.clients.post.clientSecret,
    tokenSealingKey: randomBytes(32).toString('base64'),
    mavenApiKey: MAVEN_API_KEY,
    contextAccessToken: ACCESS_TOKEN,
  });
  const names = Array.from({ length: connections.times }, (_, n) => `merchant-${n}`);
  return { target, auth, store, secrets, names };
}

/** A deployment of one of two shards; V2 takes the document API. */
const start = ({ target, store, secrets }: World, shard: string, on: Target = target) =>
  startInstance({
    function: 'refresh_scheduler',
    target: on,
    artifact: builtArtifact('refresh_scheduler', on),
    secrets,
    env: {
      CONNECTIONS: 'list',
      SHARD: shard,
      REFRESH_WITHIN_SECS: '600',
      CONTEXT_BASE_URL: store.url,
      CONTEXT_NAMESPACE: NAMESPACE,
      CONTEXT_API: target,
      DEADLINE_MS: `${DEADLINE_MS[target]}`,
    },
  });

async function connectAll(world: World): Promise<void> {
  // Which may send as many requests as it likes.
  const instance = await start(world, '1/2', 'v2');
  for (let from = 0; from < connections.times; from += BATCH) {
    const tokens = await Promise.all(
      world.names.slice(from, from + BATCH).map(async (name) => [
        name,
        {
          group: 'crm',
          refresh_token: await world.auth.issueRefreshToken(world.auth.clients.post.clientId),
        },
      ]),
    );
    const run = await instance.invoke({ store: Object.fromEntries(tokens) });
    expect(run.error?.message).toBeUndefined();
  }
  await instance.stop();
}

/** A run of the first shard whose process is killed at a random moment. */
async function killedRun(world: World, kill: number): Promise<void> {
  const instance = await start(world, '1/2');
  // The next minute has come, and the lease of the run before is over.
  instance.advanceClock((kill + 1) * 60_000);
  const run = instance.invoke({ force: true });
  await new Promise((resolve) => setTimeout(resolve, Math.random() * KILL_WITHIN_MS));
  if (instance.pid === undefined) throw new Error('the instance has no process of its own to kill');
  process.kill(instance.pid, 'SIGKILL');
  await run;
  await instance.ended;
}

/** An undisturbed run. */
async function run(world: World, shard: string, minute: number): Promise<Run> {
  const instance = await start(world, shard);
  instance.advanceClock(minute * 60_000);
  const done = await instance.invoke();
  await instance.stop();
  return done;
}

it.concurrent.for(['v1', 'v2'] as const)(
  `%s: one of two shards is killed ${kills.told} times, and each of ${connections.told} connections lives on`,
  { timeout: TIMEOUT_MS },
  async (target, context) => {
    const world = await open(target, context);
    await connectAll(world);

    for (let kill = 0; kill < kills.times; kill++) await killedRun(world, kill);
    const runs = await Promise.all(['1/2', '2/2'].map((shard) => run(world, shard, kills.times + 1)));
    for (const { error, result } of runs) {
      expect(error?.message).toBeUndefined();
      // V1 lets a function send 15 requests a second, three for each connection.
      if (target === 'v2') expect(result).toMatchObject({ postponed: [] });
    }

    const { auth, store } = world;
    expect(auth.events).toMatchObject({ refused: 0, reused: 0, revoked: 0 });
    // Each connection has a token of its own that works: it is read as a consumer would, with the key.
    expect(await Promise.all(world.names.map((name) => isAlive(world, name)))).toEqual(
      Array(connections.times).fill(true),
    );
    const everything = JSON.stringify(store.requests);
    expect(auth.minted.filter((token) => everything.includes(token))).toEqual([]);
  },
);

async function isAlive({ auth, store, secrets }: World, name: string): Promise<boolean> {
  const place = { account: '12345678', namespace: NAMESPACE, session: `token.${name}` };
  const { group, sealed } = (store.storage.read(place)?.properties ?? {}) as Record<string, string>;
  const key = Buffer.from(`${secrets.values.get('tokenSealingKey')}`, 'base64');
  const tokens = JSON.parse(unseal(`${sealed}`, key, ['s1', place.account, NAMESPACE, name, `${group}`]));
  return auth.isRefreshTokenValid(tokens.refresh_token);
}

/** As docs/refresh.md describes the format. */
function unseal(sealed: string, key: Buffer, associated: readonly string[]): string {
  const [, , nonce = '', box = ''] = sealed.split('.');
  const bytes = Buffer.from(box, 'base64url');
  const decipher = createDecipheriv('aes-256-gcm', key, Buffer.from(nonce, 'base64url'));
  decipher.setAAD(Buffer.from(JSON.stringify(associated)));
  decipher.setAuthTag(bytes.subarray(-16));
  return Buffer.concat([decipher.update(bytes.subarray(0, -16)), decipher.final()]).toString();
}
