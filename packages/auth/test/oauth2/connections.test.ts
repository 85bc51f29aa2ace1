import { createRedactor, createSecrets } from '@lp-functions/platform/internal';
import { createTestHost } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import { type ConnectionSettings, readConnections } from '../../src/index.ts';
import { settings } from './scheduler.ts';
import { TOKEN_URL } from './support.ts';

interface Given {
  list?: unknown;
  changes?: Partial<ConnectionSettings>;
  env?: Record<string, string>;
  wanted?: string[];
}

function read({ list, changes, env, wanted }: Given = {}) {
  const host = createTestHost({ env, secrets: list === undefined ? {} : { crm: list } });
  const many = list === undefined ? {} : { TOKEN_URL: undefined, CONNECTIONS: 'crm' };
  const secrets = createSecrets(host, createRedactor());
  return readConnections(secrets, { ...settings, ...many, ...changes }, wanted);
}

const SECRETS = ['clientId', 'clientSecret', 'clientPrivateKey', 'refreshToken', 'accessToken', 'tokenSet'];

describe('one connection', () => {
  it('is called default and takes everything from the variables', async () => {
    const [connection, ...others] = await read({
      changes: { OAUTH2_SCOPE: 'orders.read', OAUTH2_EXTRA_PARAMS: { tenant: 'eu' } },
      env: { SECRET_REFRESH_TOKEN: 'crm_refresh' },
    });

    expect(others).toEqual([]);
    expect(connection).toMatchObject({
      name: 'default',
      tokenUrl: TOKEN_URL,
      clientAuth: 'client_secret_post',
      scope: 'orders.read',
      extra: { tenant: 'eu' },
      storage: 'separate',
    });
    expect(connection?.nameOf('refreshToken')).toBe('crm_refresh');
    expect(connection?.nameOf('clientId')).toBe('clientId');
  });
});

describe('many connections', () => {
  it('take from the variables what their group leaves out', async () => {
    const connections = await read({
      list: [
        { tokenUrl: TOKEN_URL, names: ['acme', 'beta'] },
        {
          tokenUrl: 'https://auth.example.org/token',
          clientAuth: 'private_key_jwt',
          scope: 'all',
          storage: 'separate',
          names: ['gamma'],
        },
      ],
      changes: {
        OAUTH2_CLIENT_AUTH: 'client_secret_basic',
        OAUTH2_SCOPE: 'some',
        OAUTH2_EXTRA_PARAMS: { tenant: 'eu' },
        TOKEN_STORAGE: 'single',
      },
    });

    expect(connections).toMatchObject([
      ...['acme', 'beta'].map((name) => ({
        name,
        tokenUrl: TOKEN_URL,
        clientAuth: 'client_secret_basic',
        scope: 'some',
        extra: { tenant: 'eu' },
        storage: 'single',
      })),
      {
        name: 'gamma',
        tokenUrl: 'https://auth.example.org/token',
        clientAuth: 'private_key_jwt',
        scope: 'all',
        extra: { tenant: 'eu' },
        storage: 'separate',
      },
    ]);
  });

  it('have secrets of their own, or share those of the client', async () => {
    const [own, shared] = await read({
      list: [
        { tokenUrl: TOKEN_URL, names: ['acme'] },
        { tokenUrl: TOKEN_URL, clientId: 'crmId', clientSecret: 'crmSecret', names: ['beta'] },
      ],
      // Meant for the only connection.
      env: { SECRET_CLIENT_ID: 'another' },
    });

    expect(SECRETS.map((secret) => own?.nameOf(secret))).toEqual([
      'acme_clientId',
      'acme_clientSecret',
      'acme_clientPrivateKey',
      'acme_refreshToken',
      'acme_accessToken',
      'acme_tokenSet',
    ]);
    expect(SECRETS.map((secret) => shared?.nameOf(secret))).toEqual([
      'crmId',
      'crmSecret',
      'crmSecret',
      'beta_refreshToken',
      'beta_accessToken',
      'beta_tokenSet',
    ]);
  });

  it('may be listed as JSON text', async () => {
    expect(await read({ list: JSON.stringify([{ tokenUrl: TOKEN_URL, names: ['acme'] }]) })).toHaveLength(1);
  });

  it('are only those that are wanted', async () => {
    const list = [{ tokenUrl: TOKEN_URL, names: ['acme', 'beta', 'gamma'] }];
    const namesOf = async (wanted?: string[]) => (await read({ list, wanted })).map(({ name }) => name);

    expect(await namesOf()).toEqual(['acme', 'beta', 'gamma']);
    expect(await namesOf(['gamma', 'acme', 'gamma'])).toEqual(['acme', 'gamma']);
    expect(await namesOf([])).toEqual([]);
    await expect(namesOf(['acme', 'canary'])).rejects.toThrow(
      /^INPUT_INVALID: connections\[1]: no such connection$/,
    );
  });
});

describe('what it refuses, naming the place but not what stands there', () => {
  const group = { tokenUrl: TOKEN_URL, names: ['acme'] };

  it.each<[string, unknown, string]>([
    ['no JSON', 'canary', 'crm: expected a JSON array'],
    ['an object', { canary: group }, 'crm: expected a JSON array'],
    ['a group that is none', [group, 'canary'], 'crm[1]: tokenUrl: expected'],
    ['no token URL', [{ names: ['canary'] }], 'crm[0]: tokenUrl: expected an https URL'],
    ['a token URL without TLS', [{ ...group, tokenUrl: 'http://canary.example.com' }], 'crm[0]: tokenUrl'],
    ['an unknown client authentication', [{ ...group, clientAuth: 'canary' }], 'crm[0]: clientAuth'],
    ['an unknown storage', [{ ...group, storage: 'canary' }], 'crm[0]: storage: expected separate, single'],
    ['a scope that is no text', [{ ...group, scope: ['canary'] }], 'crm[0]: scope: expected text'],
    ['a misspelt member', [{ ...group, scopes: 'canary' }], 'crm[0]: scopes is not a known field'],
    ['no names', [{ tokenUrl: TOKEN_URL }], 'crm[0]: names: expected an array of names'],
    ['an empty name', [{ ...group, names: ['canary', ''] }], 'crm[0]: names'],
    ['a name that is no text', [{ ...group, names: [5] }], 'crm[0]: names'],
    ['a name twice', [{ ...group, names: ['canary', 'canary'] }], 'crm[0]: names'],
    ['a name in two groups', [group, { ...group, names: ['canary', 'acme'] }], 'crm[1]: names'],
  ])('%s', async (_, list, place) => {
    const error = (await read({ list }).catch((reason) => reason)) as Error;

    expect(error.message).toContain(`CONFIG_INVALID: ${place}`);
    expect(error.message).not.toContain('canary');
  });

  it('every fault of a group at once', async () => {
    await expect(read({ list: [{ tokenUrl: 5, storage: 5, names: 5 }] })).rejects.toThrow(
      /crm\[0]: tokenUrl: .*; storage: .*; names: /,
    );
  });

  it('a list that does not exist', async () => {
    await expect(read({ changes: { TOKEN_URL: undefined, CONNECTIONS: 'crm' } })).rejects.toThrow(
      /^SECRET_NOT_FOUND: crm /,
    );
  });

  it('a lead time where the expiry is not stored', async () => {
    const changes = { REFRESH_WITHIN_SECS: 600 };
    const list = [{ ...group, storage: 'single' }];
    const code = /^CONFIG_INVALID: REFRESH_WITHIN_SECS/;

    expect(await read({ list, changes })).toHaveLength(1);
    await expect(read({ list: [...list, { ...group, names: ['beta'] }], changes })).rejects.toThrow(code);
    await expect(read({ changes })).rejects.toThrow(code);
  });

  it.each([
    ['no connection at all', { TOKEN_URL: undefined }],
    ['one connection and many', { CONNECTIONS: 'crm' }],
  ])('%s', async (_, changes) => {
    await expect(read({ changes })).rejects.toThrow(/^CONFIG_INVALID: TOKEN_URL, CONNECTIONS/);
  });
});
