import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startContextStore, startEmulator, uuidOf } from '@lp-functions/emulator';
import { startAuthServer } from '@lp-functions/testbed';
import nock from 'nock';
import { beforeEach, expect, it, onTestFinished } from 'vitest';
import { connect } from '../src/connect.ts';
import { emulatorSecrets } from '../src/destination/local.ts';
import { agree } from './support/person.ts';
import { refreshScheduler } from './support/refresh-scheduler.ts';
import { baseOptions, recorded } from './support/surroundings.ts';

const API_KEY = 'canary-maven-key';

beforeEach(() => nock.enableNetConnect('127.0.0.1'));

/** An account in which refresh_scheduler keeps tokens in the context session store. */
async function account() {
  const folder = await mkdtemp(join(tmpdir(), 'lp-connect-test-'));
  const auth = await startAuthServer();
  const store = await startContextStore({ path: join(folder, 'store'), apiKeys: [API_KEY] });
  const { clientId, clientSecret } = auth.clients.native;
  const group = {
    name: 'crm',
    tokenUrl: auth.tokenUrl,
    storage: 'context',
    clientId: 'id',
    clientSecret: 'secret',
  };
  await emulatorSecrets(folder).set({
    connections: JSON.stringify([group]),
    id: clientId,
    secret: clientSecret,
    tokenSealingKey: randomBytes(32).toString('base64'),
    mavenApiKey: API_KEY,
  });
  const emulator = await startEmulator({ port: 0, statePath: folder });
  emulator.account.deploy(
    await refreshScheduler('v2', {
      CONNECTIONS: 'connections',
      CONTEXT_BASE_URL: store.url,
      CONTEXT_NAMESPACE: 'tokens',
      CONTEXT_API: 'v1',
    }),
  );
  onTestFinished(async () => {
    await emulator.stop();
    await Promise.all([auth.stop(), store.stop()]);
    await rm(folder, { recursive: true });
  });
  return { auth, emulator };
}

it('hands tokens to refresh_scheduler, which seals them and renews them, run after run', async () => {
  const { auth, emulator } = await account();
  const door = emulator.doors.v2.url;
  const around = recorded(agree);
  const connected = await connect(
    baseOptions({
      ...auth.clients.native,
      urls: { authorize: auth.authorizationUrl, token: auth.tokenUrl },
      authorizeParameters: { prompt: 'consent' },
      scope: 'offline_access orders.read',
      destination: { kind: 'context', url: `${door}/refresh_scheduler`, group: 'crm' },
    }),
    around,
  );
  expect(connected.stored).toEqual({ in: 'context', secrets: [] });
  expect(around.secrets.size).toBe(0);

  const invoke = `${door}/api/account/${emulator.account.id}/lambdas/${uuidOf('v2', 'refresh_scheduler')}/invoke`;
  for (const run of [1, 2, 3]) {
    const response = await fetch(invoke, {
      method: 'POST',
      headers: { authorization: 'Bearer any' },
      body: JSON.stringify({ timestamp: Date.now(), headers: [], payload: {} }),
    });
    expect(await response.json(), `run ${run}`).toMatchObject({
      refreshed: [{ connection: 'acme', rotated: true }],
      failed: [],
    });
  }
  expect(auth.events.reused).toBe(0);
  const canaries = [auth.clients.native.clientSecret, API_KEY, ...auth.minted];
  expect(canaries.filter((canary) => around.output().includes(canary))).toEqual([]);
});
