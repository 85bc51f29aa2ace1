import { createRedactor, createSecrets } from '@lp-functions/platform/internal';
import { createTestHost } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import {
  type Configured,
  readConnections,
} from '../../../../src/oauth2/refresh/connections/read-connections.ts';
import type { ConnectionSettings } from '../../../../src/oauth2/refresh/connections/settings.ts';
import { createSecretReader } from '../../../../src/oauth2/refresh/storage/secret-reader.ts';
import { TOKEN_URL } from '../../support.ts';
import { settings } from '../support/scheduler.ts';

interface Given {
  /** Of the secret `crm`. */
  list?: unknown;
  /** Further secrets. */
  lists?: Record<string, unknown>;
  changes?: Partial<ConnectionSettings>;
  env?: Record<string, string>;
}

function configured({ list, lists, changes, env }: Given = {}): Promise<Configured> {
  const host = createTestHost({ env, secrets: { ...(list === undefined ? {} : { crm: list }), ...lists } });
  const many = list === undefined ? {} : { TOKEN_URL: undefined, CONNECTIONS: 'crm' };
  const secrets = createSecrets(host, createRedactor());
  const reader = createSecretReader({ clock: host.clock, secrets });
  return readConnections({ secrets, accountId: host.accountId }, reader, {
    ...settings,
    ...many,
    ...changes,
  });
}

const connectionsOf = async (given?: Given) =>
  (await configured(given)).groups.flatMap(({ connections }) => connections);
const problemsOf = async (given: Given) =>
  (await configured(given)).problems.map(({ error }) => error.message);

const SECRETS = [
  'clientId',
  'clientSecret',
  'clientPrivateKey',
  'refreshToken',
  'accessToken',
  'tokenSet',
] as const;

describe('one connection', () => {
  it('is called default and takes everything from the variables', async () => {
    const [connection, ...others] = await connectionsOf({
      changes: { OAUTH2_SCOPE: 'orders.read', OAUTH2_EXTRA_PARAMS: { tenant: 'eu' } },
      env: { SECRET_REFRESH_TOKEN: 'crm_refresh' },
    });

    expect(others).toEqual([]);
    expect(connection).toMatchObject({
      name: 'default',
      group: {
        tokenUrl: TOKEN_URL,
        grant: 'refresh_token',
        clientAuth: 'client_secret_post',
        scope: 'orders.read',
        extra: { tenant: 'eu' },
        storage: 'separate',
        withinSecs: 0,
      },
    });
    expect(connection?.nameOf('refreshToken')).toBe('crm_refresh');
    expect(connection?.nameOf('clientId')).toBe('clientId');
  });
});

describe('many connections', () => {
  it('take from the variables what their group leaves out', async () => {
    const all = {
      tokenUrl: 'https://auth.example.org/token',
      grant: 'jwt_bearer',
      clientAuth: 'private_key_jwt',
      scope: 'all',
      extra: { tenant: 'us' },
      storage: 'single',
      defaultTtlSecs: 60,
      withinSecs: 0,
      issuer: 'me',
      subject: 'them',
      audience: 'you',
      names: ['gamma'],
    };
    const connections = await connectionsOf({
      list: [{ tokenUrl: TOKEN_URL, names: ['acme', 'beta'] }, all],
      changes: {
        OAUTH2_CLIENT_AUTH: 'client_secret_basic',
        OAUTH2_SCOPE: 'some',
        OAUTH2_EXTRA_PARAMS: { tenant: 'eu' },
        OAUTH2_DEFAULT_TTL_SECS: 7_200,
        TOKEN_STORAGE: 'single',
        REFRESH_WITHIN_SECS: 600,
      },
    });

    const { names: _, issuer, subject, audience, ...group } = all;
    expect(connections).toMatchObject([
      ...['acme', 'beta'].map((name) => ({
        name,
        group: {
          tokenUrl: TOKEN_URL,
          grant: 'refresh_token',
          clientAuth: 'client_secret_basic',
          scope: 'some',
          extra: { tenant: 'eu' },
          storage: 'single',
          defaultTtlSecs: 7_200,
          withinSecs: 600,
        },
      })),
      { name: 'gamma', group: { ...group, assertion: { issuer, subject, audience } } },
    ]);
  });

  it('have secrets of their own, or share those of the client', async () => {
    const [own, shared] = await connectionsOf({
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

  it('may be listed as JSON text, and in several secrets', async () => {
    const listOf = (...names: string[]) => [{ tokenUrl: TOKEN_URL, names }];
    const connections = await connectionsOf({
      changes: { TOKEN_URL: undefined, CONNECTIONS: 'crm, shop' },
      lists: { crm: JSON.stringify(listOf('acme')), shop: listOf('beta', 'gamma') },
    });
    expect(connections.map(({ name }) => name)).toEqual(['acme', 'beta', 'gamma']);
  });

  it('need no names where they come by the payload', async () => {
    const list = [
      { name: 'crm', tokenUrl: TOKEN_URL, storage: 'context' },
      { tokenUrl: TOKEN_URL, storage: 'context' },
    ];
    const { groups } = await configured({ list });

    expect(groups.map(({ group }) => group.id)).toEqual(['crm', TOKEN_URL]);
    expect(groups[0]?.connect('acme')).toMatchObject({ name: 'acme', group: { id: 'crm' } });
  });
});

const group = { tokenUrl: TOKEN_URL, names: ['acme'] };

describe('what it refuses, naming the place but not what stands there', () => {
  it.each<[string, unknown, string]>([
    ['no JSON', 'canary', 'the secret crm: expected a JSON array'],
    ['an object', { canary: group }, 'the secret crm: expected a JSON array'],
    ['no token URL', [{ names: ['canary'] }], 'crm[0]: tokenUrl: expected an https URL'],
    ['a token URL without TLS', [{ ...group, tokenUrl: 'http://canary.example.com' }], 'crm[0]: tokenUrl'],
    ['a provider', [{ provider: 'canary', names: ['acme'] }], 'crm[0]: provider: expected one of airtable'],
    ['an unknown client authentication', [{ ...group, clientAuth: 'canary' }], 'crm[0]: clientAuth'],
    ['an unknown grant', [{ ...group, grant: 'canary' }], 'crm[0]: grant: expected refresh_token, client_'],
    ['an unknown storage', [{ ...group, storage: 'canary' }], 'crm[0]: storage: expected separate, single'],
    ['a scope that is no text', [{ ...group, scope: ['canary'] }], 'crm[0]: scope: expected text'],
    ['parameters that are no text', [{ ...group, extra: { canary: 5 } }], 'crm[0]: extra: expected'],
    [
      'a lifetime that is text',
      [{ ...group, defaultTtlSecs: 'canary' }],
      'crm[0]: defaultTtlSecs: expected a whole',
    ],
    [
      'a client secret itself',
      [{ ...group, clientSecret: 'canary/x+9f8a7b6c' }],
      'crm[0]: clientSecret: expected the name',
    ],
    ['a misspelt member', [{ ...group, scopes: 'canary' }], 'crm[0]: scopes is not a known field'],
    ['no names', [{ tokenUrl: TOKEN_URL }], 'crm[0]: names: expected an array of names'],
    ['an empty name', [{ ...group, names: ['canary', ''] }], 'crm[0]: names'],
    ['a name that is no text', [{ ...group, names: [5] }], 'crm[0]: names'],
    [
      'a name twice',
      [{ ...group, names: ['canary', 'canary'] }],
      'crm[0]: names: number 2 stands in the same group',
    ],
    ['no issuer', [{ ...group, grant: 'jwt_bearer', audience: 'canary' }], 'crm[0]: issuer: expected text'],
    ['no audience', [{ ...group, grant: 'jwt_bearer', issuer: 'canary' }], 'crm[0]: audience: expected text'],
    [
      'a lead time without an expiry',
      [{ ...group, withinSecs: 60 }],
      'crm[0]: withinSecs: needs the storage',
    ],
  ])('%s', async (_, list, place) => {
    const error = (await configured({ list }).catch((reason) => reason)) as Error;

    expect(error.message).toContain(`CONFIG_INVALID: ${place}`);
    expect(error.message).not.toContain('canary');
  });

  it('every fault at once', async () => {
    await expect(configured({ list: [{ tokenUrl: 5, storage: 5, names: 5 }, 'canary'] })).rejects.toThrow(
      /^CONFIG_INVALID: crm\[0]: tokenUrl: .*; storage: .*; names: .*; crm\[1]: tokenUrl: /,
    );
  });

  it('a list that does not exist', async () => {
    await expect(configured({ changes: { TOKEN_URL: undefined, CONNECTIONS: 'crm' } })).rejects.toThrow(
      /^SECRET_NOT_FOUND: .*crm /,
    );
  });

  it('a list instead of the name of its secret', async () => {
    const error = await configured({
      changes: { TOKEN_URL: undefined, CONNECTIONS: '[{"names":["canary"]}]' },
    }).catch((reason: Error) => reason);
    expect(error).toMatchObject({
      message: expect.stringMatching(/^CONFIG_INVALID: CONNECTIONS: expected the name/),
    });
    expect(`${error}`).not.toContain('canary');
  });

  it('a lead time where the expiry is not stored', async () => {
    await expect(configured({ changes: { REFRESH_WITHIN_SECS: 600 } })).rejects.toThrow(
      /^CONFIG_INVALID: REFRESH_WITHIN_SECS: needs TOKEN_STORAGE single or context/,
    );
  });

  it.each([
    ['no connection at all', { TOKEN_URL: undefined }],
    ['one connection and many', { CONNECTIONS: 'crm' }],
  ])('%s', async (_, changes) => {
    await expect(configured({ changes })).rejects.toThrow(/^CONFIG_INVALID: TOKEN_URL, CONNECTIONS/);
  });

  it.each([
    [{ OAUTH2_PROVIDER: 'canary' }, 'OAUTH2_PROVIDER: expected one of airtable'],
    [{ OAUTH2_PROVIDER: 'salesforce' }, 'OAUTH2_TENANT: expected what stands for the tenant'],
  ])('a provider that is not known, or not completely: %j', async (changes, message) => {
    await expect(configured({ changes: { TOKEN_URL: undefined, ...changes } })).rejects.toThrow(
      `CONFIG_INVALID: ${message}`,
    );
  });
});

describe('a problem of one group', () => {
  it.each<[string, unknown, string]>([
    ['a group that is none', 'canary', 'crm[1]: tokenUrl: expected'],
    ['a misspelt member', { ...group, names: ['beta'], scopes: 'canary' }, 'crm[1]: scopes is not a known'],
    [
      'a name of another group',
      { ...group, names: ['beta', 'acme'] },
      'crm[1]: names: number 2 stands in crm[0]',
    ],
    ['a lead time', { ...group, names: ['beta'], withinSecs: 60 }, 'crm[1]: withinSecs'],
  ])('leaves the others alone: %s', async (_, malformed, place) => {
    const { groups, problems } = await configured({ list: [group, malformed] });

    expect(groups.flatMap(({ connections }) => connections)).toMatchObject([{ name: 'acme' }]);
    expect(problems).toMatchObject([
      { place: 'crm[1]', error: { message: expect.stringContaining(`CONFIG_INVALID: ${place}`) } },
    ]);
    expect(JSON.stringify(problems)).not.toContain('canary');
  });

  it('is a list that cannot be read, while others can', async () => {
    const changes = { TOKEN_URL: undefined, CONNECTIONS: 'crm,shop' };

    expect(await problemsOf({ changes, lists: { crm: [group] } })).toEqual([
      expect.stringMatching(/^SECRET_NOT_FOUND: .*shop/),
    ]);
    expect(await problemsOf({ changes, lists: { crm: [group], shop: 'canary' } })).toEqual([
      'CONFIG_INVALID: the secret shop: expected a JSON array of groups',
    ]);
  });

  it('is that it cannot be told apart from another one whose tokens are in the context store', async () => {
    const inContext = { tokenUrl: TOKEN_URL, storage: 'context' };
    expect(await problemsOf({ list: [inContext, { ...inContext, scope: 'other' }] })).toEqual([
      'CONFIG_INVALID: crm[1]: name: expected a name of its own, as crm[0] has the same name or tokenUrl',
    ]);
  });
});
