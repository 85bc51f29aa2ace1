import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import nock from 'nock';
import { expect, it, onTestFinished } from 'vitest';
import { startEmulator, uuidOf } from '../../src/index.ts';
import { emulator, v2 } from '../support/emulator.ts';

const headers = { authorization: 'Bearer x', 'content-type': 'application/json' };

it('keeps what was uploaded and deployed, and its schedules, from start to start', async () => {
  const statePath = mkdtempSync(join(tmpdir(), 'lp-uploads-'));
  onTestFinished(() => rmSync(statePath, { recursive: true, force: true }));
  nock.enableNetConnect('127.0.0.1');
  const before = await startEmulator({ port: 0, statePath });
  const send = (method: string, path: string, body: object = {}) =>
    fetch(`${before.doors.v2.url}/api/account/1${path}?userId=u`, {
      method,
      headers,
      body: JSON.stringify(body),
    });
  const uuid = uuidOf('v2', 'up');
  await send('POST', '/functions', { name: 'up', description: 'Goes up.', state: 'Draft' });
  const manifest = { version: -1, code: v2('return 1').code, environment: { A: 'b' } };
  expect((await send('PUT', `/functions/${uuid}/manifest`, manifest)).status).toBe(200);
  expect((await send('POST', '/schedules', { lambdaUUID: uuid, cronExpression: '0 3 * * *' })).status).toBe(
    404,
  );
  await send('POST', `/deployments/${uuid}`);
  const created = await send('POST', '/schedules', { lambdaUUID: uuid, cronExpression: '0 3 * * *' });
  expect(await created.json()).toMatchObject({ lambdaUUID: uuid, nextExecution: expect.any(String) });
  await before.stop();

  const { account, doors } = await emulator({ statePath });
  expect(account.deployed('v2')).toMatchObject([{ name: 'up', uuid, environment: { A: 'b' } }]);
  const tried = await fetch(`${doors.v2.url}/api/account/1/functions/${uuid}/test?userId=u`, {
    method: 'POST',
    headers,
    body: '{"headers":[],"payload":{}}',
  });
  expect(await tried.json()).toEqual({ result: 1, logs: [] });
  const schedules = await fetch(`${doors.v2.url}/api/account/1/schedules?userId=u`, { headers });
  expect(await schedules.json()).toMatchObject([{ cronExpression: '0 3 * * *' }]);
});

it.each([
  ['code that is too long', { code: `${v2('').code}${' '.repeat(100_001)}` }],
  ['code without a lambda', { code: 'const lambda = 1' }],
  ['a variable that is too long', { environment: { A: 'x'.repeat(1_025) } }],
  [
    'too many variables',
    { environment: Object.fromEntries(Array.from({ length: 513 }, (_, i) => [`A${i}`, ''])) },
  ],
])('refuses %s', async (_, change) => {
  const { doors } = await emulator();
  const send = (method: string, path: string, body: object) =>
    fetch(`${doors.v2.url}/api/account/1${path}?userId=u`, { method, headers, body: JSON.stringify(body) });
  await send('POST', '/functions', { name: 'up', description: 'Goes up.' });
  const manifest = { version: -1, code: v2('').code, environment: {}, ...change };
  expect((await send('PUT', `/functions/${uuidOf('v2', 'up')}/manifest`, manifest)).status).toBe(400);
});
