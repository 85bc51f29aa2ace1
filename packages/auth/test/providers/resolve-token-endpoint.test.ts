import { describe, expect, it } from 'vitest';
import {
  clientCredentialsEndpoints,
  refreshEndpoints,
  resolveTokenEndpoint,
  type TokenEndpoint,
} from '../../src/providers/index.ts';

const endpoints: Record<string, TokenEndpoint> = {
  plain: { tokenUrl: 'https://auth.plain.example/token' },
  full: {
    tokenUrl: 'https://{tenant}.full.example/{account}/token',
    clientAuth: 'client_secret_basic',
    scope: 'https://{tenant}.full.example/.default',
    scopeSeparator: ',',
    grantType: 'account_credentials',
    audience: 'https://{tenant}.full.example',
    extra: { kind: 'enterprise', id: '{tenant}' },
    defaultTtlSecs: 7_200,
  },
  regional: { tokenUrl: 'https://auth.regional.{tenant}/token', tenant: 'com' },
};
const full = { provider: 'full', tenant: 'acme', account: '12345678' };
const refused = (settings: Parameters<typeof resolveTokenEndpoint>[1]) => () =>
  resolveTokenEndpoint(endpoints, settings);

describe('resolveTokenEndpoint', () => {
  it('sets what the variables would', () => {
    expect(resolveTokenEndpoint(endpoints, full)).toEqual({
      tokenUrl: 'https://acme.full.example/12345678/token',
      clientAuth: 'client_secret_basic',
      scope: 'https://acme.full.example/.default',
      audience: 'https://acme.full.example',
      jwtAudience: undefined,
      isScopeInAssertion: false,
      grantType: 'account_credentials',
      extra: { kind: 'enterprise', id: 'acme' },
      defaultTtlSecs: 7_200,
    });
  });

  it('lets each variable win, and extra parameters name by name', () => {
    const explicit = {
      tokenUrl: 'https://elsewhere.example/token',
      clientAuth: 'private_key_jwt' as const,
      audience: 'urn:mine',
      extra: { id: '7', further: 'yes' },
      defaultTtlSecs: 60,
    };
    expect(resolveTokenEndpoint(endpoints, { ...full, ...explicit })).toMatchObject({
      ...explicit,
      extra: { kind: 'enterprise', id: '7', further: 'yes' },
    });
  });

  it('needs no tenant where variables replace what holds it', () => {
    const settings = {
      provider: 'full',
      tokenUrl: 'https://elsewhere.example/token',
      scope: 'read',
      audience: 'urn:mine',
      extra: { id: '7' },
    };
    expect(resolveTokenEndpoint(endpoints, settings)).toMatchObject({ tokenUrl: settings.tokenUrl });
  });

  it('writes scopes as the provider wants them', () => {
    const { scope } = resolveTokenEndpoint(endpoints, { ...full, scope: ' crm.read  crm.write ' });
    expect(scope).toBe('crm.read,crm.write');
    expect(resolveTokenEndpoint(endpoints, { provider: 'plain', scope: 'a b' }).scope).toBe('a b');
  });

  it('takes the tenant that a provider has by default', () => {
    const { tokenUrl } = resolveTokenEndpoint(endpoints, { provider: 'regional' });
    expect(tokenUrl).toBe('https://auth.regional.com/token');
    expect(resolveTokenEndpoint(endpoints, { provider: 'regional', tenant: 'com.au' }).tokenUrl).toBe(
      'https://auth.regional.com.au/token',
    );
  });

  it('passes on settings without a provider', () => {
    expect(resolveTokenEndpoint(endpoints, { tokenUrl: 'https://a.example/token', scope: 'a b' })).toEqual({
      tokenUrl: 'https://a.example/token',
      clientAuth: undefined,
      scope: 'a b',
      audience: undefined,
      jwtAudience: undefined,
      isScopeInAssertion: false,
      grantType: undefined,
      extra: undefined,
      defaultTtlSecs: undefined,
    });
  });

  it('wants a token URL or a provider', () => {
    expect(refused({})).toThrow(
      'CONFIG_INVALID: TOKEN_URL: expected an https URL, or a name in OAUTH2_PROVIDER',
    );
  });

  it.each(['Full', 'toString', '__proto__', ''])(
    'lists the providers for one it does not know: %j',
    (provider) => {
      expect(refused({ provider })).toThrow(
        'CONFIG_INVALID: OAUTH2_PROVIDER: expected one of plain, full, regional',
      );
    },
  );

  it.each([
    undefined,
    '',
    'https://acme.full.example',
    'evil.example/',
    'evil.example/a',
    'evil.example?',
    'evil.example#',
    'user@evil.example',
    'evil.example:443',
    'evil.example\\',
    'acme..b',
    'acme corp',
    'acme/../b',
    'acme\n',
  ])('refuses a tenant that would lead elsewhere: %j', (tenant) => {
    expect(refused({ ...full, tenant })).toThrow(
      'CONFIG_INVALID: OAUTH2_TENANT: expected what stands for the tenant in https://{tenant}.full.example/{account}/token',
    );
  });

  it.each(['id.example.com/realms/acme', 'acme.okta.com/oauth2/default'])(
    'takes a path behind the host: %s',
    (tenant) => {
      const { tokenUrl } = resolveTokenEndpoint(refreshEndpoints, { provider: 'keycloak', tenant });
      expect(tokenUrl).toBe(`https://${tenant}/protocol/openid-connect/token`);
    },
  );

  it.each(['id.example.com/../x', 'id.example.com//x', 'id.example.com/x?y', '/x'])(
    'refuses the path of %s',
    (tenant) => {
      expect(() => resolveTokenEndpoint(refreshEndpoints, { provider: 'keycloak', tenant })).toThrow(
        'OAUTH2_TENANT',
      );
    },
  );

  it('names the place where it was configured', () => {
    const names = { tokenUrl: 'list[0].tokenUrl', provider: 'list[0].provider', tenant: 'list[0].tenant' };
    expect(() => resolveTokenEndpoint(endpoints, { provider: 'x' }, names)).toThrow('list[0].provider: ');
    expect(() => resolveTokenEndpoint(endpoints, { provider: 'full' }, names)).toThrow('list[0].tenant: ');
    expect(() => resolveTokenEndpoint(endpoints, {}, names)).toThrow('list[0].tokenUrl: ');
  });

  it.each([
    ['salesforce', 'acme--dev.sandbox', 'https://acme--dev.sandbox.my.salesforce.com/services/oauth2/token'],
    ['okta', 'acme.okta.com/oauth2/default', 'https://acme.okta.com/oauth2/default/v1/token'],
    ['liveperson', 'lo', 'https://lo.sentinel.liveperson.net/sentinel/api/account/12345678/token?v=2.0'],
    ['zoho', undefined, 'https://accounts.zoho.com/oauth/v2/token'],
  ])('finds the token endpoint of %s', (provider, tenant, tokenUrl) => {
    expect(resolveTokenEndpoint(refreshEndpoints, { provider, tenant, account: '12345678' }).tokenUrl).toBe(
      tokenUrl,
    );
  });

  it('knows the name that Zoom gives to the grant, and where it wants the account', () => {
    const zoom = resolveTokenEndpoint(clientCredentialsEndpoints, { provider: 'zoom', tenant: 'AbC-1' });
    expect(zoom).toMatchObject({ grantType: 'account_credentials', extra: { account_id: 'AbC-1' } });
  });
});
