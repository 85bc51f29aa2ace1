import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type ContextStoreProcess, startContextStoreProcess } from '@lp-functions/emulator';
import nock from 'nock';
import { afterEach, beforeEach, expect, it } from 'vitest';
import type { ApiVersion, JsonObject } from '../../src/index.ts';
import { type Http, httpTo, storeOf } from '../support.ts';

const SAVER = fileURLToPath(new URL('saver.ts', import.meta.url));
const TIMEOUT_MS = 60_000;

let path: string;
let server: ContextStoreProcess;
beforeEach(async () => {
  nock.enableNetConnect('127.0.0.1');
  path = await mkdtemp(join(tmpdir(), 'context-store-test-'));
  server = await startContextStoreProcess({ path });
});
afterEach(async () => {
  await server.stop();
  await rm(path, { recursive: true });
});

/** A hundred saves by a process of its own. */
async function saveInProcess(api: ApiVersion, prefix: string): Promise<void> {
  const child = spawn(process.execPath, ['--import', 'tsx', SAVER, api, server.url, prefix, '100'], {
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  const [code] = await once(child, 'exit');
  expect(code).toBe(0);
}

it(
  '200 saves to one session from two processes, one over each API, lose no property',
  async () => {
    await Promise.all([saveInProcess('v1', 'one'), saveInProcess('v2', 'two')]);
    const expected: JsonObject = {};
    for (let index = 0; index < 100; index++) {
      expected[`one${index}`] = index;
      expected[`two${index}`] = index;
    }
    expect(await storeOf('v1', server.url).session('demo', 'shared').readAll()).toEqual(expected);
  },
  TIMEOUT_MS,
);

it(
  'kill -9 during writes loses nothing that was acknowledged',
  async () => {
    const acknowledged: JsonObject = {};
    for (let round = 0; round < 2; round++) {
      const client = httpTo(server.url);
      // One attempt a save: whatever is not acknowledged now stays so.
      const http: Http = {
        send: ({ retry: _, ...request }) => client.send(request),
        paced: () => client.paced(),
      };
      const session = storeOf('v1', server.url, http).session('demo', 'session');
      let count = 0;
      let lost = 0;
      const write = async (writer: number) => {
        for (let index = 0; lost === 0; index++) {
          const name = `${round}-${writer}-${index}`;
          try {
            await session.save({ [name]: index });
            acknowledged[name] = index;
            count++;
          } catch {
            lost++;
          }
        }
      };
      const writers = Promise.all([0, 1, 2, 3].map(write));
      while (count < 25) await new Promise((resolve) => setTimeout(resolve, 5));
      await server.kill();
      await writers;
      expect(lost).toBeGreaterThan(0);
      server = await startContextStoreProcess({ path });
      const read = await storeOf('v1', server.url).session('demo', 'session').readAll();
      expect(read).toMatchObject(acknowledged);
    }
    expect(Object.keys(acknowledged).length).toBeGreaterThanOrEqual(50);
  },
  TIMEOUT_MS,
);
