import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { secretFailure, slow, startServer } from '../../src/index.ts';
import { startV2 } from './lambda.ts';

const READ = `const { value } = await Toolbelt.SecretClient().readSecret('a', input.payload); return value`;
const UPDATE = 'return Toolbelt.SecretClient().updateSecret(input.payload)';

describe('secret client of V2', () => {
  it('serves reads up to five minutes from its cache, unless told not to', async () => {
    const instance = await startV2(READ, { secrets: { a: 'old' } });
    await instance.invoke();
    instance.secrets.values.set('a', 'new');

    instance.advanceClock(4 * 60_000);
    expect((await instance.invoke()).result).toBe('old');
    expect((await instance.invoke({ useCache: false })).result).toBe('new');

    instance.secrets.values.set('a', 'newest');
    instance.advanceClock(5 * 60_000 + 1);
    expect((await instance.invoke()).result).toBe('newest');
    expect(instance.secrets.calls).toHaveLength(3);
  });

  it('serves the JSON text of what it wrote itself, until the cache forgets', async () => {
    const instance = await startV2(
      `const s = Toolbelt.SecretClient(); const { value } = input.payload;
       await s.updateSecret({ key: 'a', value });
       return [(await s.readSecret('a')).value, (await s.readSecret('a', { useCache: false })).value]`,
      { secrets: { a: 'old' } },
    );

    expect((await instance.invoke({ value: 'tok' })).result).toEqual(['"tok"', 'tok']);
    expect((await instance.invoke({ value: { b: 2 } })).result).toEqual(['{"b":2}', { b: 2 }]);
    expect((await instance.invoke({ value: 6 })).result).toEqual(['6', 6]);
  });

  it('hands the same object to every cached read', async () => {
    const instance = await startV2(
      `const s = Toolbelt.SecretClient(); const first = await s.readSecret('a'); first.value.b = 'mine';
       return (await s.readSecret('a')).value`,
      { secrets: { a: { b: 'old' } } },
    );

    expect((await instance.invoke()).result).toEqual({ b: 'mine' });
    expect(instance.secrets.values.get('a')).toEqual({ b: 'old' });
  });

  it.each([
    ['a secret of the platform', { key: 'LIVEPERSON_DEFAULT_A', value: '' }, 'forbidden'],
    ['a value that is too long', { key: 'a', value: 'x'.repeat(16_383) }, 'invalid-format'],
    ['a secret that does not exist', { key: 'b', value: '' }, 'op-failed'],
  ])('refuses to update %s', async (_, entry, kind) => {
    const instance = await startV2(UPDATE, { secrets: { a: 1, LIVEPERSON_DEFAULT_A: 1 } });

    expect((await instance.invoke(entry)).error).toMatchObject({
      isError: true,
      code: `com.liveperson.faas.secret.${kind}`,
    });
  });

  it('times out when asked to', async () => {
    const instance = await startV2(READ, { secrets: { a: 1 } });
    instance.secrets.before = slow(200);

    expect((await instance.invoke({ timeout: 20 })).error?.code).toBe(
      'com.liveperson.faas.secret.op-timed-out',
    );
  });

  it('fails as the storage fails', async () => {
    const instance = await startV2(READ, { secrets: { a: 1 } });

    expect((await (await startV2(READ)).invoke()).error?.code).toBe('com.liveperson.faas.secret.not-found');
    instance.secrets.before = () => {
      throw secretFailure('auth-failed');
    };
    expect((await instance.invoke()).error?.code).toBe('com.liveperson.faas.secret.auth-failed');
  });
});

describe('fetch on V2', () => {
  it('reaches any host: V2 has neither proxy nor allowlist', async () => {
    nock.enableNetConnect('127.0.0.1');
    const server = await startServer(() => ({ body: 'hello' }));
    const code = `const response = await fetch('${server.url}'); return [response.status, await response.text()]`;
    const instance = await startV2(code, { allowlist: ['*.example.com'] });

    expect((await instance.invoke()).result).toEqual([200, 'hello']);
    await server.stop();
  });
});
