import nock from 'nock';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  type Answer,
  type Instance,
  type LoopbackServer,
  startServer,
  type Toolbelt,
} from '../../src/index.ts';
import { startV1 } from './lambda.ts';

/** Calls the HTTP client as the payload says and reports how its promise settles. */
const CALL = `
  process.on('unhandledRejection', (reason) => { globalThis.unhandled = (globalThis.unhandled ?? 0) + 1; });
  const describe = (e) => ({ name: e.name, message: e.message, code: e.code, causeCode: e.cause?.code, statusCode: e.statusCode,
    body: e.error, responseType: e.response?.constructor.name, sentOptions: Boolean(e.options) });
  const { url, ...options } = input.payload;
  const pending = Toolbelt.HTTPClient()(url, options);
  Promise.resolve(pending)
    .then((value) => ({ value }), (error) => ({ error: describe(error) }))
    .then((outcome) => setImmediate(() => callback(null, { ...outcome, abortable: typeof pending.abort === 'function',
      unhandled: globalThis.unhandled ?? 0 })))
`;

const UNREACHABLE = { host: '*.liveperson.net', kind: 'status', status: 503, share: 1 } as const;

let server: LoopbackServer;
let instance: Instance | undefined;

beforeEach(async () => {
  nock.enableNetConnect('127.0.0.1');
  server = await startServer(async ({ method, target, headers, body }): Promise<Answer> => {
    if (target === '/hang') await new Promise((resolve) => setTimeout(resolve, 300));
    if (target === '/redirect') return { status: 302, headers: { location: '/end' } };
    if (target === '/nothing') return { status: 204 };
    if (target === '/text') return { body: 'plain' };
    const status = Number(target.slice(1)) || 200;
    return {
      status,
      headers: { 'x-a': '1' },
      body: { method, body, type: headers['content-type'], ua: headers['user-agent'] },
    };
  });
});
afterEach(async () => {
  instance = undefined;
  await server.stop();
});

async function call(toolbelt: Toolbelt, path: string, options: object = {}) {
  instance ??= await startV1(CALL, { toolbelt });
  const run = await instance.invoke({ url: path.startsWith('http') ? path : server.url + path, ...options });
  return run.result as { value?: unknown; error?: unknown };
}

const FULL = { simple: false, resolveWithFullResponse: true };

/** A call that says its URL among the options. */
async function failedCall(options: object): Promise<{ error?: object }> {
  const { invoke } = await startV1(
    `Toolbelt.HTTPClient()(input.payload).catch(({ name, message }) => callback(null, { error: { name, message } }))`,
  );
  return (await invoke(options)).result as { error?: object };
}

describe('documented toolbelt', () => {
  it('resolves to the body, or to the full response when asked', async () => {
    expect((await call('documented', '/text')).value).toBe('plain');
    expect((await call('documented', '/200', FULL)).value).toMatchObject({
      statusCode: 200,
      headers: { 'x-a': '1', 'content-type': 'application/json' },
      body: '{"method":"GET","body":""}',
    });
  });

  it('rejects other statuses unless simple is false', async () => {
    expect((await call('documented', '/404', FULL)).value).toMatchObject({ statusCode: 404 });
    expect((await call('documented', '/404')).error).toMatchObject({
      name: 'StatusCodeError',
      statusCode: 404,
      body: '{"method":"GET","body":""}',
      sentOptions: true,
    });
  });

  it('parses and sends JSON, and sends forms', async () => {
    const json = { json: true, method: 'post', body: { a: 1 } };
    const form = { json: true, method: 'POST', form: { a: 'b c' } };

    expect((await call('documented', '/200', json)).value).toMatchObject({
      method: 'POST',
      body: '{"a":1}',
      type: 'application/json',
    });
    expect((await call('documented', '/200', form)).value).toMatchObject({
      body: 'a=b+c',
      type: 'application/x-www-form-urlencoded',
    });
    expect((await call('documented', '/text', { json: true })).value).toBe('plain');
  });

  it('follows redirects of a GET unless told not to, and never of a POST', async () => {
    expect((await call('documented', '/redirect', FULL)).value).toMatchObject({ statusCode: 200 });
    expect((await call('documented', '/redirect', { ...FULL, followRedirect: false })).value).toMatchObject({
      statusCode: 302,
    });
    expect((await call('documented', '/redirect', { ...FULL, method: 'POST' })).value).toMatchObject({
      statusCode: 302,
    });
  });

  it('times out with the codes of request', async () => {
    expect((await call('documented', '/hang', { timeout: 40 })).error).toMatchObject({
      name: 'RequestError',
      causeCode: 'ESOCKETTIMEDOUT',
    });
  });

  it('reports a refused connection once', async () => {
    await server.stop();

    expect(await call('documented', '/')).toMatchObject({
      error: { name: 'RequestError', causeCode: 'ECONNREFUSED' },
      unhandled: 0,
    });
  });

  it.each([
    { uri: undefined, message: 'Error: options.uri is a required argument' },
    { uri: 'example', message: 'Error: Invalid URI "example"' },
  ])('refuses $uri as URL', async ({ uri, message }) => {
    const { error } = await failedCall({ uri });
    expect(error).toMatchObject({ name: 'RequestError', message });
  });

  it('can be aborted and then never settles', async () => {
    const aborting = await startV1(
      `const pending = Toolbelt.HTTPClient()(input.payload); setTimeout(() => pending.abort(), 20);
       pending.then(() => callback(null, 'settled'), () => callback(null, 'settled')); setTimeout(() => callback(null, 'silent'), 120)`,
    );

    expect((await aborting.invoke(`${server.url}/hang`)).result).toBe('silent');
  });
});

describe('local toolbelt', () => {
  it('resolves to the body whatever is asked', async () => {
    expect((await call('local', '/text', FULL)).value).toBe('plain');
    expect((await call('local', '/nothing', { ...FULL, json: true })).value).toBe('');
  });

  it('rejects other statuses whatever is asked, and reports them a second time', async () => {
    expect(await call('local', '/404', FULL)).toMatchObject({
      error: {
        name: 'Error',
        message: 'HTTP Error: 404 Not Found',
        statusCode: 404,
        body: '{"method":"GET","body":"","ua":"LP-Lambda-local"}',
        responseType: 'Response',
        sentOptions: true,
      },
      unhandled: 1,
    });
  });

  it('encodes a text body twice with json', async () => {
    expect((await call('local', '/200', { method: 'POST', json: true, body: '{}' })).value).toMatchObject({
      body: '"{}"',
      type: 'application/json',
    });
  });

  it('joins arrays of a form', async () => {
    expect(
      (await call('local', '/200', { method: 'POST', json: true, form: { a: [1, 2] } })).value,
    ).toMatchObject({ body: 'a=1%2C2' });
  });

  it('replaces its default headers by given ones', async () => {
    expect((await call('local', '/200', { json: true })).value).toMatchObject({ ua: 'LP-Lambda-local' });
    expect((await call('local', '/200', { json: true, headers: { a: 'b' } })).value).toMatchObject({
      ua: expect.not.stringMatching(/LP/),
    });
  });

  it('follows every redirect and turns POST into GET', async () => {
    const { value } = await call('local', '/redirect', {
      method: 'POST',
      body: 'x',
      json: true,
      followRedirect: false,
    });

    expect(value).toMatchObject({ method: 'GET' });
  });

  it('takes a Request in place of the URL, with its redirect mode', async () => {
    const probe = await startV1(
      `process.on('unhandledRejection', () => {});
       const url = input.payload;
       Toolbelt.HTTPClient()(url, { url: new Request(url, { redirect: 'manual' }) }).then(() => callback(null, 'followed'), (e) => callback(null, e.statusCode))`,
      { toolbelt: 'local' },
    );

    expect((await probe.invoke(`${server.url}/redirect`)).result).toBe(302);
  });

  it('times out with an AbortError and leaves its timer running', async () => {
    expect((await call('local', '/hang', { timeout: 40 })).error).toMatchObject({ name: 'AbortError' });
    await call('local', '/text', { timeout: 60_000 });

    expect(await instance?.stop({ lingerMs: 300 })).toMatchObject({ byItself: false });
  });

  it('reports a refused connection as fetch does, twice, and cannot be aborted', async () => {
    await server.stop();

    expect(await call('local', '/')).toMatchObject({
      error: { name: 'TypeError', message: 'fetch failed', causeCode: 'ECONNREFUSED' },
      unhandled: 1,
      abortable: false,
    });
  });

  it('ends the process when nobody expects the second report', async () => {
    const careless = await startV1(
      `Toolbelt.HTTPClient()(input.payload).catch(() => {}).then(() => setTimeout(() => callback(null, 'alive'), 50))`,
      { toolbelt: 'local' },
    );

    expect((await careless.invoke(`${server.url}/500`)).error?.name).toBe('InstanceExit');
  });
});

describe.each(['documented', 'local'] as const)('%s toolbelt', (toolbelt) => {
  it('answers 403 for a host that is not allowlisted', async () => {
    instance = await startV1(CALL, { toolbelt, allowlist: ['*.example.com'] });

    expect((await call(toolbelt, '/', FULL)).value).toMatchObject({
      statusCode: 403,
      body: 'You do not have access to the page or resource you are trying to reach\n',
    });
    expect(server.requests).toHaveLength(0);
  });

  it('lets hosts of LivePerson through that are not allowlisted', async () => {
    const instance = await startV1(
      `Toolbelt.HTTPClient()('http://' + input.payload + '/').catch((error) => callback(null, error.statusCode))
        .then((answer) => callback(null, answer.statusCode))`,
      {
        toolbelt: 'local',
        allowlist: [],
        // Answered before anything leaves this machine.
        faults: { seed: 1, secrets: 0, latencyMs: 0, timeoutMs: 0, duplicate: 0, hosts: [UNREACHABLE] },
        env: { NODE_OPTIONS: '--unhandled-rejections=warn' },
      },
    );
    expect((await instance.invoke('api.liveperson.net')).result).toBe(503);
    expect((await instance.invoke('z1.context.liveperson.net')).result).toBe(403);
  });

  it('reads secrets as entries and refuses to create or bloat them', async () => {
    const probe = await startV1(
      `const { key, value } = input.payload; const s = Toolbelt.SecretClient();
       s.updateSecret({ key, value }).then(() => s.readSecret(key)).then((entry) => callback(null, entry), callback)`,
      { toolbelt, secrets: { a: 'old' } },
    );

    expect((await probe.invoke({ key: 'a', value: { b: 1 } })).result).toEqual({ key: 'a', value: { b: 1 } });
    expect((await probe.invoke({ key: 'b', value: '' })).error?.code).toBe(
      'com.liveperson.faas.secret.op-failed',
    );
    expect((await probe.invoke({ key: 'a', value: 'x'.repeat(10_001) })).error?.code).toBe(
      'com.liveperson.faas.secret.invalid-format',
    );
  });
});
