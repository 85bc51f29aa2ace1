import http from 'node:http';
import { expect, it } from 'vitest';
import { deployment, emulator, v1, v2 } from '../support/emulator.ts';

const AUTHORIZED = { authorization: 'Bearer anything', 'content-type': 'application/json' };
const post = (url: string, body: unknown, headers: Record<string, string> = AUTHORIZED) =>
  fetch(url, { method: 'POST', headers, body: JSON.stringify(body) });

it('invokes a function by its id, and answers failures as each generation does', async () => {
  const { account, doors } = await emulator();
  const ok = deployment('v1', 'ok', v1('callback(null, input)'));
  const bad = deployment('v2', 'bad', v2(`throw new Error('no luck')`));
  for (const one of [ok, bad, deployment('v1', 'bad', v1(`callback(new TypeError('no luck'))`))]) {
    account.deploy(one);
  }
  const call = (door: 'v1' | 'v2', uuid: string) =>
    post(`${doors[door].url}/api/account/12345/lambdas/${uuid}/invoke?v=1`, {
      timestamp: 1,
      headers: [{ key: 'a', value: 'b' }],
      payload: { c: 1 },
    });

  const answer = await call('v1', ok.uuid);
  expect(answer.status).toBe(200);
  expect(await answer.json()).toEqual({ headers: [{ key: 'a', value: 'b' }], payload: { c: 1 } });
  const failed = await call('v2', bad.uuid);
  expect(failed.status).toBe(901);
  expect(await failed.json()).toEqual({ code: 'com.customer.faas.function.threw-error', message: 'no luck' });
  const [failedV1] = account.deployed('v1').filter(({ name }) => name === 'bad');
  expect(await (await call('v1', failedV1?.uuid ?? '')).json()).toEqual({
    errorCode: 'com.liveperson.faas.handler.runtime-exception',
    errorMsg: 'no luck',
    errorLogs: [],
  });
  expect((await call('v2', 'nobody')).status).toBe(404);
});

it('runs every function that listens to an event', async () => {
  const { account, doors } = await emulator();
  const eventId = 'conversational_command';
  account.deploy(deployment('v2', 'one', v2('return 1'), { eventId }));
  account.deploy(deployment('v2', 'two', v2('return 2'), { eventId }));
  const base = `${doors.v2.url}/api/account/1/events`;

  const answers = await (await post(`${base}/${eventId}/invoke`, { payload: {} })).json();
  expect(answers).toMatchObject([{ result: 1 }, { result: 2 }]);
  const implemented = async (id: string) =>
    (await fetch(`${base}/${id}/isImplemented`, { headers: AUTHORIZED })).json();
  expect(await implemented(eventId)).toEqual({ implemented: true });
  expect(await implemented('other')).toEqual({ implemented: false });
});

it('serves this machine only, and nobody without a login', async () => {
  const { doors } = await emulator();
  const status = (headers: Record<string, string>, path = '/api/account/1/functions') =>
    new Promise((resolve, reject) => {
      http
        .get({ host: '127.0.0.1', port: doors.v2.port, path, headers }, (response) => {
          response.resume();
          resolve(response.statusCode);
        })
        .on('error', reject);
    });

  expect(await status(AUTHORIZED)).toBe(200);
  expect(await status({})).toBe(401);
  expect(await status({ ...AUTHORIZED, host: 'evil.example' })).toBe(403);
  expect(await status({ ...AUTHORIZED, origin: 'https://evil.example' })).toBe(403);
  expect(await status({ ...AUTHORIZED, host: `localhost:${doors.v2.port}` })).toBe(200);
});

it.each(['v1', 'v2'] as const)('says why a function of %s cannot be loaded', async (target) => {
  const refused: string[] = [];
  const { account, doors } = await emulator({
    observer: { refused: ({ name }, reason) => refused.push(`${name} ${reason}`) },
  });
  const throwing = { code: `throw new Error('not at home'); function lambda() {}` };
  const fn = deployment(target, 'fn', throwing);
  account.deploy(fn);

  const byName = await fetch(`${doors[target].url}/fn`, { method: 'POST' });
  expect(byName.status).toBe(500);
  expect(await byName.json()).toMatchObject({
    error: { code: 'BUILD_FAILED', message: expect.stringContaining('not at home') },
  });
  const path = `/api/account/1/lambdas/${fn.uuid}/invoke`;
  const byId = await fetch(`${doors[target].url}${path}`, {
    method: 'POST',
    headers: { authorization: 'x' },
  });
  expect(byId.status).toBe(500);
  expect(await byId.text()).toContain('not-built');
  expect(refused).toEqual(['fn fn: not at home', 'fn fn: not at home']);
});

it('lets people call a function by its name, and names the nearest one for another', async () => {
  const { account, doors } = await emulator();
  account.deploy(deployment('v2', 'order_status', v2('return input.payload')));
  account.deploy(deployment('v2', 'broken', { problem: 'src/index.ts:3:1: Unexpected }' }));

  const ok = await post(`${doors.v2.url}/order_status`, { id: 1 }, {});
  expect(await ok.json()).toEqual({ result: { id: 1 } });
  const wrong = await post(`${doors.v2.url}/order-statu`, {}, {});
  expect(wrong.status).toBe(404);
  expect(JSON.stringify(await wrong.json())).toContain('did you mean order_status?');
  const broken = await post(`${doors.v2.url}/broken`, {}, {});
  expect(broken.status).toBe(500);
  expect(await broken.json()).toEqual({
    error: { code: 'BUILD_FAILED', message: 'src/index.ts:3:1: Unexpected }' },
  });
});

it('gives functions a context store at the same ports', async () => {
  const { doors } = await emulator();
  const url = `${doors.v1.url}/v1/account/1/ns/session/properties`;
  const headers = { 'maven-api-key': 'any', 'content-type': 'application/json' };
  expect((await fetch(url, { method: 'PATCH', headers, body: '{"a":1}' })).status).toBe(204);
  expect(await (await fetch(url.replace(doors.v1.url, doors.v2.url), { headers })).json()).toEqual({ a: 1 });
});
