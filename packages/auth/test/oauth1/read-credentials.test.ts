import { createRedactor, createSecrets } from '@lp-functions/platform/internal';
import { createTestHost } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import { readOAuth1Credentials, type SignatureMethod } from '../../src/index.ts';

const ALL = {
  consumerKey: 'key',
  consumerSecret: 'secret',
  rsaPrivateKey: 'pem',
  tokenKey: 'token',
  tokenSecret: 'token secret',
};

function read(method: SignatureMethod, token: 'optional' | 'required' | 'none', secrets: object = ALL) {
  const host = createTestHost({ secrets: { ...secrets } });
  const credentials = readOAuth1Credentials(createSecrets(host, createRedactor()), method, token);
  return { credentials, asked: () => host.secretStorage.calls.map(({ name }) => name) };
}

describe('readOAuth1Credentials', () => {
  it('reads shared secrets for HMAC and PLAINTEXT', async () => {
    const { credentials, asked } = read('PLAINTEXT', 'optional');

    expect(await credentials).toEqual({
      consumerKey: 'key',
      consumerSecret: 'secret',
      token: 'token',
      tokenSecret: 'token secret',
    });
    expect(asked()).not.toContain('rsaPrivateKey');
  });

  it('reads the private key for RSA', async () => {
    const { credentials, asked } = read('RSA-SHA1', 'none');

    expect(await credentials).toEqual({
      consumerKey: 'key',
      privateKey: 'pem',
      privateKeyName: 'rsaPrivateKey',
    });
    expect(asked()).toEqual(['consumerKey', 'rsaPrivateKey']);
    expect(await read('RSA-SHA1', 'required').credentials).toEqual({
      consumerKey: 'key',
      privateKey: 'pem',
      privateKeyName: 'rsaPrivateKey',
      token: 'token',
      tokenSecret: 'token secret',
    });
  });

  it.each([
    ['required', { tokenKey: undefined, tokenSecret: undefined }, 'tokenKey'],
    ['optional', { tokenKey: undefined }, 'tokenKey'],
    ['optional', { tokenSecret: undefined }, 'tokenSecret'],
    ['optional', { consumerSecret: undefined }, 'consumerSecret'],
  ] as const)('with a token that is %s and %j says that %s is missing', async (token, missing, name) => {
    const secrets = JSON.parse(JSON.stringify({ ...ALL, ...missing }));

    await expect(read('HMAC-SHA1', token, secrets).credentials).rejects.toThrow(
      `SECRET_NOT_FOUND: ${name} is missing`,
    );
  });

  it('takes an optional token that is not there for none', async () => {
    const { consumerKey, consumerSecret } = ALL;

    expect(await read('HMAC-SHA1', 'optional', { consumerKey, consumerSecret }).credentials).toEqual({
      consumerKey,
      consumerSecret,
    });
  });
});
