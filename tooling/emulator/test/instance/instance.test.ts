import { describe, expect, it } from 'vitest';
import { createSecretStore, startInstance } from '../../src/index.ts';
import { lambdasIn, startV1 } from './lambda.ts';

describe.each(['process', 'thread'] as const)('an instance in a %s', (isolate) => {
  const { startV1, startV2 } = lambdasIn(isolate);

  describe('what goes in', () => {
    it('gives the function its own variables and the account, and nothing of the machine', async () => {
      const v1 = await startV1('callback(null, process.env)', { env: { TARGET_URL: 'https://a.example' } });
      const v2 = await startV2('return process.env', { accountId: '99' });

      expect((await v1.invoke()).result).toEqual({ BRAND_ID: '12345678', TARGET_URL: 'https://a.example' });
      expect((await v2.invoke()).result).toEqual({ X_LIVEPERSON_BRAND_ID: '99' });
    });

    it('hands over the payload and headers as the platform does', async () => {
      const instance = await startV2('return input');

      expect((await instance.invoke({ a: 1 })).result).toEqual({ headers: [], payload: { a: 1 } });
      expect((await instance.invoke()).result).toEqual({ headers: [] });
      expect((await instance.invokeInput('raw')).result).toBe('raw');
    });

    it('runs V1 as CommonJS and V2 as an ES module', async () => {
      const v1 = await startV1('callback(null, [typeof module, this === undefined])');
      const v2 = await startV2('return [typeof module, this === undefined]');

      expect((await v1.invoke()).result).toEqual(['object', false]);
      expect((await v2.invoke()).result).toEqual(['undefined', true]);
    });

    it('says why an artifact cannot be loaded', async () => {
      await expect(startV1('} syntax error {')).rejects.toThrow(/Unexpected/);
      await expect(startInstance({ function: 'none', target: 'v1', distDir: '/nowhere' })).rejects.toThrow(
        /ENOENT/,
      );
    });
  });

  describe('what comes out', () => {
    it('reports an Error with its code and the code of the platform', async () => {
      const instance = await startV1(
        `callback(Object.assign(input.payload ? new TypeError('no') : new Error('no'), { code: 'MINE' }))`,
      );

      expect((await instance.invoke()).error).toMatchObject({
        name: 'Error',
        message: 'no',
        code: 'MINE',
        isError: true,
        handlerCode: 'com.liveperson.faas.handler.custom-failure',
      });
      expect((await instance.invoke(1)).error?.handlerCode).toBe(
        'com.liveperson.faas.handler.runtime-exception',
      );
    });

    it('tells an Error from anything else that is thrown', async () => {
      const v1 = await startV1(`callback('text')`);
      const v2 = await startV2(`throw { code: 'X' }`);

      expect((await v1.invoke()).error).toMatchObject({ isError: false, message: 'text' });
      expect((await v2.invoke()).error).toMatchObject({ isError: false, code: 'X' });
    });

    it('fails a run whose result is no JSON', async () => {
      const instance = await startV2('const loop = {}; loop.loop = loop; return loop');

      expect((await instance.invoke()).error?.message).toMatch(/circular/);
    });

    it('counts every call of the callback and takes the first result', async () => {
      const instance = await startV1(`callback(null, 1); setTimeout(() => callback(null, 2), 20)`);

      const run = await instance.invoke();

      expect(run.result).toBe(1);
      expect(run.callbacks).toBe(1);
      await instance.stop();
      expect(run.callbacks).toBe(2);
    });

    it('logs an Error with the frames of the function, and none of its own', async () => {
      const instance = await startV1(`console.error(new TypeError('no')); callback()`);
      const [entry] = (await instance.invoke()).logs;
      expect(entry?.message).toMatch(/^TypeError: no\n +at lambda \(.*index\.js:2:\d+\)$/);
    });

    it('collects what is logged, and offers no console.log', async () => {
      const instance = await startV2(`console.warn('a', { b: 1 }); return typeof console.log`);

      expect(await instance.invoke()).toMatchObject({
        result: 'undefined',
        logs: [{ level: 'warn', message: 'a { b: 1 }' }],
      });
    });

    it('keeps a single error when the log budget is exceeded', async () => {
      const instance = await startV2(
        `for (let i = 0; i < input.payload.entries; i++) console.info('x'.repeat(input.payload.chars))`,
      );

      expect((await instance.invoke({ entries: 10, chars: 500 })).keptLogs).toHaveLength(10);
      expect((await instance.invoke({ entries: 11, chars: 1 })).keptLogs).toMatchObject([{ level: 'error' }]);
      expect((await instance.invoke({ entries: 1, chars: 5_001 })).keptLogs).toMatchObject([
        { level: 'error' },
      ]);
    });

    it('captures stdout and stderr', async () => {
      const instance = await startV2(`process.stdout.write('out'); process.stderr.write('err')`);
      await instance.invoke();

      await instance.stop();

      expect(instance.output()).toContain('out');
      expect(instance.output()).toContain('err');
    });
  });

  describe('the life of an instance', () => {
    it('keeps module state between runs', async () => {
      const instance = await startV2('globalThis.n = (globalThis.n ?? 0) + 1; return globalThis.n');

      expect((await instance.invoke()).result).toBe(1);
      expect((await instance.invoke()).result).toBe(2);
    });

    it('serves V1 runs at once, each with its own logs', async () => {
      const instance = await startV1(
        `setTimeout(() => { console.info(input.payload); callback(null, input.payload) }, input.payload)`,
      );

      const [slow, quick] = await Promise.all([instance.invoke(40), instance.invoke(5)]);

      expect(slow).toMatchObject({ result: 40, logs: [{ message: '40' }] });
      expect(quick).toMatchObject({ result: 5, logs: [{ message: '5' }] });
    });

    it('serves one V2 run at a time', async () => {
      const instance = await startV2('return 1');
      const first = instance.invoke();

      expect(() => instance.invoke()).toThrow(/one run at a time/);
      await first;
    });

    it('kills a run that takes too long', async () => {
      const instance = await startV1('', { killAfterMs: 30 });

      expect((await instance.invoke()).error?.handlerCode).toBe(
        'com.liveperson.faas.handler.executiontime-exceeded',
      );
    });

    it('reports its end as a failure of the run', async () => {
      const instance = await startV1(`Promise.reject(new Error('nobody listens'))`);

      expect((await instance.invoke()).error).toMatchObject({ name: 'InstanceExit', isError: false });
      expect(instance.output()).toContain('nobody listens');
    });

    it('ends by itself when nothing is left running', async () => {
      const instance = await startV1('callback()');
      await instance.invoke();

      expect(await instance.stop()).toEqual({ byItself: true, code: 0, signal: null });
    });

    it.each([
      ['a forgotten timer', 'setTimeout(() => {}, 60_000)'],
      ['an open socket', `require('node:net').createServer().listen(0, '127.0.0.1')`],
    ])('notices %s', async (_, leave) => {
      const instance = await startV1(`${leave}; callback()`);
      await instance.invoke();

      expect(await instance.stop({ lingerMs: 300 })).toEqual({
        byItself: false,
        code: null,
        signal: 'SIGKILL',
      });
    });

    it('shares one secret storage between instances and notes who asked for what', async () => {
      const secrets = createSecretStore({ a: 1 });
      const code = `const s = Toolbelt.SecretClient(); const { value } = await s.readSecret('a');
        await s.updateSecret({ key: 'a', value: value + 1 }); return value`;
      const [first, second] = await Promise.all([startV2(code, { secrets }), startV2(code, { secrets })]);

      expect((await first.invoke()).result).toBe(1);
      expect(await second.invoke()).toMatchObject({
        result: 2,
        secretCalls: [
          { operation: 'read', name: 'a', cached: false },
          { operation: 'update', name: 'a' },
        ],
      });
      expect(secrets.values.get('a')).toBe(3);
      expect(secrets.calls).toHaveLength(4);
    });

    it('lets the clock jump', async () => {
      const instance = await startV2('return Date.now()');
      instance.advanceClock(3_600_000);

      expect((await instance.invoke()).result).toBeGreaterThan(Date.now() + 3_500_000);
    });
  });
});

it.each([{ node: process.execPath }, { inspect: { port: 0 } }, { cpuShare: 0.5 }])(
  'a thread refuses what only a process can do: %o',
  async (option) => {
    await expect(startV1('callback()', { isolate: 'thread', ...option })).rejects.toThrow(
      `cannot have: ${Object.keys(option)}`,
    );
  },
);
