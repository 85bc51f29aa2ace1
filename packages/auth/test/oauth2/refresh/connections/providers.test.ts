import { createRedactor, createSecrets } from '@lp-functions/platform/internal';
import { createTestHost } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import type { Group } from '../../../../src/oauth2/refresh/connections/connection.ts';
import { readConnections } from '../../../../src/oauth2/refresh/connections/read-connections.ts';
import type { ConnectionSettings } from '../../../../src/oauth2/refresh/connections/settings.ts';
import { createSecretReader } from '../../../../src/oauth2/refresh/storage/secret-reader.ts';
import { settings } from '../support/scheduler.ts';

async function groupOf(changes: Partial<ConnectionSettings>, listed?: object): Promise<Group | undefined> {
  const host = createTestHost({ secrets: { crm: [{ names: ['acme'], ...listed }] } });
  const secrets = createSecrets(host, createRedactor());
  const reader = createSecretReader({ clock: host.clock, secrets });
  const many = listed === undefined ? {} : { CONNECTIONS: 'crm' };
  const given = { ...settings, TOKEN_URL: undefined, ...many, ...changes };
  const { groups, problems } = await readConnections({ secrets, accountId: '12345678' }, reader, given);
  expect(problems).toEqual([]);
  return groups[0]?.group;
}

describe('the provider of the only connection', () => {
  it('stands for the variables', async () => {
    expect(await groupOf({ OAUTH2_PROVIDER: 'xero' })).toMatchObject({
      tokenUrl: 'https://identity.xero.com/connect/token',
      clientAuth: 'client_secret_basic',
      grant: 'refresh_token',
    });
  });

  it('gives way to each variable', async () => {
    const variables = {
      TOKEN_URL: 'https://elsewhere.example.com/token',
      OAUTH2_CLIENT_AUTH: 'client_secret_post',
      OAUTH2_DEFAULT_TTL_SECS: 60,
    } as const;
    expect(await groupOf({ OAUTH2_PROVIDER: 'salesforce', ...variables })).toMatchObject({
      tokenUrl: variables.TOKEN_URL,
      clientAuth: 'client_secret_post',
      defaultTtlSecs: 60,
    });
  });

  it('knows the account in which the function runs', async () => {
    const group = await groupOf({ OAUTH2_PROVIDER: 'liveperson', OAUTH2_TENANT: 'lo' });
    expect(group?.tokenUrl).toBe(
      'https://lo.sentinel.liveperson.net/sentinel/api/account/12345678/token?v=2.0',
    );
    expect(group?.defaultTtlSecs).toBe(1_800);
  });
});

describe('the provider of a group', () => {
  it('wins over variables, which are for all groups, and gives way to the group', async () => {
    const forAll = {
      OAUTH2_CLIENT_AUTH: 'client_secret_post',
      OAUTH2_SCOPE: 'read write',
      OAUTH2_DEFAULT_TTL_SECS: 60,
    } as const;
    const group = { provider: 'salesforce', tenant: 'acme' };
    expect(await groupOf(forAll, { provider: 'xero' })).toMatchObject({ clientAuth: 'client_secret_basic' });
    expect(await groupOf(forAll, group)).toMatchObject({ scope: 'read write', defaultTtlSecs: 7_200 });
    expect(await groupOf(forAll, { ...group, defaultTtlSecs: 900 })).toMatchObject({ defaultTtlSecs: 900 });
    expect(await groupOf(forAll, { provider: 'zoho' })).toMatchObject({ scope: 'read,write' });
  });

  it('is that of the variables where a group names neither', async () => {
    const changes = { OAUTH2_PROVIDER: 'hubspot' };
    expect((await groupOf(changes, {}))?.tokenUrl).toBe('https://api.hubapi.com/oauth/2026-03/token');
    const own = { tokenUrl: 'https://auth.example.com/token' };
    expect(await groupOf(changes, own)).toMatchObject({ ...own, clientAuth: 'client_secret_post' });
  });

  it('tells groups apart by its name, which stays when its address moves', async () => {
    expect((await groupOf({}, { provider: 'hubspot' }))?.id).toBe('hubspot');
    expect((await groupOf({}, { provider: 'salesforce', tenant: 'acme' }))?.id).toBe('salesforce:acme');
    expect((await groupOf({}, { provider: 'hubspot', name: 'crm' }))?.id).toBe('crm');
  });

  it('knows what its grants want', async () => {
    const zoom = { provider: 'zoom', tenant: 'AbC', grant: 'client_credentials' };
    expect(await groupOf({}, zoom)).toMatchObject({
      grantType: 'account_credentials',
      extra: { account_id: 'AbC' },
    });
    const statement = { grant: 'jwt_bearer', issuer: 'bot@example.com' };
    expect((await groupOf({}, { provider: 'google', ...statement }))?.assertion).toEqual({
      issuer: 'bot@example.com',
      subject: undefined,
      audience: 'https://oauth2.googleapis.com/token',
      isScopeInAssertion: true,
    });
    expect(
      (await groupOf({}, { provider: 'salesforce', tenant: 'acme', ...statement }))?.assertion?.audience,
    ).toBe('https://login.salesforce.com');
  });
});
