import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/output/redactor.ts';
import type { SecretDeclarations } from '../../src/secrets/declaration.ts';
import { createSecrets } from '../../src/secrets/secrets.ts';
import { createTestHost } from '../../src/testing/index.ts';

/** The secrets of a run on an account with these. */
function open(
  secrets: Record<string, unknown> = {},
  env: Record<string, string> = {},
  declarations: SecretDeclarations = {},
) {
  const host = createTestHost({ secrets, env });
  const redactor = createRedactor();
  return { storage: host.secretStorage, redactor, secrets: createSecrets(host, redactor, { declarations }) };
}

const coded = (code: unknown) => Object.assign(new Error('the value is s3cret'), { code });

describe('read', () => {
  it('gives declared secrets by their declared names', async () => {
    const { secrets } = open({ clientId: 'a', clientSecret: 'b' });

    expect(await secrets.read(['clientId', 'clientSecret'])).toEqual({ clientId: 'a', clientSecret: 'b' });
  });

  it('asks for all of them at once', async () => {
    const { secrets, storage } = open({ a: '1', b: '2', c: '3' });
    let active = 0;
    let most = 0;
    storage.before = async () => {
      most = Math.max(most, ++active);
      await new Promise((resolve) => setImmediate(resolve));
      active--;
    };
    await secrets.read(['a', 'b', 'c']);

    expect(most).toBe(3);
  });

  it('follows a variable to another secret of the account', async () => {
    const { secrets } = open({ crm_id: 'a' }, { SECRET_CLIENT_ID: 'crm_id' });

    expect(await secrets.read(['clientId'])).toEqual({ clientId: 'a' });
    expect(secrets.nameOf('clientId')).toBe('crm_id');
  });

  it('takes an empty variable as one that is not set', () => {
    expect(open({}, { SECRET_CLIENT_ID: '' }).secrets.nameOf('clientId')).toBe('clientId');
  });

  it.each([
    [1234567890, '1234567890'],
    [0, '0'],
    [true, 'true'],
    [{ a: [1] }, '{"a":[1]}'],
    ['{"a":1}', '{"a":1}'],
    ['pasted\n', 'pasted'],
    ['pasted\r\n\n', 'pasted'],
    [' two\nlines ', ' two\nlines '],
  ])('gives the stored value %j as text', async (value, text) => {
    expect(await open({ a: value }).secrets.read(['a'])).toEqual({ a: text });
  });

  it.each([{}, { clientId: '' }, { clientId: null }])(
    'fails with SECRET_NOT_FOUND when the account has %j, naming the secret to create',
    async (stored) => {
      const { secrets } = open(
        Object.fromEntries(Object.entries(stored).map(([, value]) => ['crm_id', value])),
        { SECRET_CLIENT_ID: 'crm_id' },
      );

      await expect(secrets.read(['clientId'])).rejects.toMatchObject({
        code: 'SECRET_NOT_FOUND',
        message: expect.stringMatching(/crm_id.*create/),
      });
    },
  );

  it.each(['op-failed', 'op-timed-out', 'auth-failed', 'forbidden'])(
    'fails with SECRET_READ_FAILED on %s, naming secret and code, without the original message',
    async (kind) => {
      const { secrets, storage } = open({ a: '1' });
      storage.before = () => Promise.reject(coded(`com.liveperson.faas.secret.${kind}`));

      const error = await secrets.read(['a']).catch((reason) => reason);

      expect(error.code).toBe('SECRET_READ_FAILED');
      expect(error.message).toMatch(new RegExp(`\\ba\\b.*secret\\.${kind}`));
      expect(error.message).not.toContain('s3cret');
    },
  );

  it.each([
    [new TypeError('no code'), 'unknown'],
    [new TypeError('fetch failed', { cause: coded('ECONNRESET') }), 'ECONNRESET'],
    [coded(undefined), 'unknown'],
    [coded(5), '5'],
    ['text', 'unknown'],
    [null, 'unknown'],
  ])('fails with SECRET_READ_FAILED on %s, giving the code %s', async (thrown, code) => {
    const { secrets, storage } = open({ a: '1' });
    storage.before = () => Promise.reject(thrown);

    await expect(secrets.read(['a'])).rejects.toThrow(`SECRET_READ_FAILED: a (${code}): `);
  });

  it('bypasses the cache of the platform only when it is told to', async () => {
    const { secrets, storage } = open({ a: '1' });
    await secrets.read(['a']);
    await secrets.read(['a'], { fresh: true });

    expect(storage.calls).toEqual([
      { operation: 'read', name: 'a', fresh: false },
      { operation: 'read', name: 'a', fresh: true },
    ]);
  });

  it('redacts what it has read from then on', async () => {
    const { secrets, redactor } = open({ a: 'long-enough', n: 1234567890, j: { k: 1, l: 2 } });
    await secrets.read(['a', 'n', 'j']);

    expect(redactor.text('long-enough 1234567890 {"k":1,"l":2}')).toBe('[redacted] [redacted] [redacted]');
  });

  it('redacts no identifier, by whatever name the account has it', async () => {
    const { secrets, redactor } = open(
      { crm_id: 'the-client-id' },
      { SECRET_CLIENT_ID: 'crm_id' },
      {
        clientId: { isIdentifier: true },
      },
    );
    await secrets.read(['clientId']);
    await secrets.readOptional(['clientId']);
    await secrets.get('crm_id', { isIdentifier: true });
    expect(redactor.text('the-client-id')).toBe('the-client-id');
    await secrets.get('crm_id');

    expect(redactor.text('the-client-id')).toBe('[redacted]');
  });
});

describe('get', () => {
  it('gives the value as it is stored, by the account’s name', async () => {
    const { secrets } = open({ tokenSet: { access_token: 'x' } }, { SECRET_TOKEN_SET: 'other' });

    expect(await secrets.get('tokenSet')).toEqual({ access_token: 'x' });
  });

  it('gives undefined for a secret that does not exist, and fails for one that cannot be read', async () => {
    const { secrets, storage } = open();
    expect(await secrets.get('none')).toBeUndefined();
    storage.before = () => Promise.reject(coded('com.liveperson.faas.secret.op-failed'));

    await expect(secrets.get('none')).rejects.toMatchObject({ code: 'SECRET_READ_FAILED' });
  });
});

describe('readOptional', () => {
  it('gives the empty text for what does not exist, and follows variables', async () => {
    const { secrets } = open({ other: 'x' }, { SECRET_TOKEN_KEY: 'other' });

    expect(await secrets.readOptional(['tokenKey', 'tokenSecret'])).toEqual({
      tokenKey: 'x',
      tokenSecret: '',
    });
  });

  it('fails for what cannot be read: it may exist', async () => {
    const { secrets, storage } = open();
    storage.before = () => Promise.reject(coded('com.liveperson.faas.secret.auth-failed'));

    await expect(secrets.readOptional(['tokenKey'])).rejects.toMatchObject({ code: 'SECRET_READ_FAILED' });
  });

  it('reads fresh when it is told to', async () => {
    const { secrets, storage } = open();
    await secrets.readOptional(['a'], { fresh: true });

    expect(storage.calls).toMatchObject([{ fresh: true }]);
  });
});
