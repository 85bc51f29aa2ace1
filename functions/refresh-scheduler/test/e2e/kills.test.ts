import { createDecipheriv, randomBytes } from 'node:crypto';
import {
  type AuthServer,
  type ContextStoreServer,
  createSecretStore,
  type Run,
  startAuthServer,
  startContextStore,
  startInstance,
  type Target,
} from '@lp-functions/testbed';
import { builtArtifact } from '@lp-functions/testbed/e2e';
import nock from 'nock';
import { expect, it, onTestFinished } from 'vitest';

const CONNECTIONS = 400;
/** The gate kills 50 times, which takes a minute. */
const KILLS = Number(process.env.LP_KILLS ?? 5);
const TIMEOUT_MS = 600_000;
/** In which a run is killed, from its start. */
const KILL_WITHIN_MS = 1_200;
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

async function open(target: Target): Promise<World> {
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
  const names = Array.from({ length: CONNECTIONS }, (_, n) => `merchant-${n}`);
  return { target, auth, store, secrets, names };
}

/** A deployment of one of two shards; V2 takes the document API. */
const start = ({ target, store, secrets }: World, shard: string) =>
  startInstance({
    function: 'refresh_scheduler',
    target,
    artifact: builtArtifact('refresh_scheduler', target),
    secrets,
    env: {
      CONNECTIONS: 'list',
      SHARD: shard,
      REFRESH_WITHIN_SECS: '600',
      CONTEXT_BASE_URL: store.url,
      CONTEXT_NAMESPACE: NAMESPACE,
      CONTEXT_API: target,
    },
  });

async function connectAll(world: World): Promise<void> {
  const instance = await start(world, '1/2');
  for (let from = 0; from < CONNECTIONS; from += BATCH) {
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

/** Runs until everything is refreshed, as a schedule would. */
async function finish(world: World, shard: string, fromMinute: number): Promise<Run> {
  const instance = await start(world, shard);
  instance.advanceClock(fromMinute * 60_000);
  for (let left = 10; ; left--) {
    const run = await instance.invoke();
    const { postponed } = run.result as { postponed: unknown[] };
    if (postponed.length === 0 || left === 0) {
      await instance.stop();
      return run;
    }
    instance.advanceClock(60_000);
  }
}

it.each(['v1', 'v2'] as const)(
  '%s: one of two shards is killed time and again, and every connection lives on',
  { timeout: TIMEOUT_MS },
  async (target) => {
    const world = await open(target);
    await connectAll(world);

    for (let kill = 0; kill < KILLS; kill++) await killedRun(world, kill);
    for (const shard of ['1/2', '2/2']) {
      const run = await finish(world, shard, KILLS + 1);
      expect(run.error?.message).toBeUndefined();
      expect(run.result).toMatchObject({ postponed: [] });
    }

    const { auth, store } = world;
    expect(auth.events).toMatchObject({ refused: 0, reused: 0, revoked: 0 });
    // Each connection has a token of its own that works: it is read as a consumer would, with the key.
    expect(await Promise.all(world.names.map((name) => isAlive(world, name)))).toEqual(
      Array(CONNECTIONS).fill(true),
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
