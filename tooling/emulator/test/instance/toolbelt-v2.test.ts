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

  it('keeps serving the old value after its own update', async () => {
    const instance = await startV2(
      `const s = Toolbelt.SecretClient(); await s.readSecret('a');
       await s.updateSecret({ key: 'a', value: 'new' }); return (await s.readSecret('a')).value`,
      { secrets: { a: 'old' } },
    );

    expect((await instance.invoke()).result).toBe('old');
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
  it('passes the proxy only to hosts that are allowlisted', async () => {
    nock.enableNetConnect('127.0.0.1');
    const server = await startServer(() => ({ body: 'hello' }));
    const code = `const response = await fetch('${server.url}'); return [response.status, await response.text()]`;
    const [allowed, refused] = await Promise.all([
      startV2(code, { allowlist: ['127.0.0.1'] }),
      startV2(code, { allowlist: ['*.example.com'] }),
    ]);

    expect((await allowed.invoke()).result).toEqual([200, 'hello']);
    expect((await refused.invoke()).result).toEqual([
      403,
      'You do not have access to the page or resource you are trying to reach\n',
    ]);
    expect(server.requests).toHaveLength(1);
    await server.stop();
  });
});
