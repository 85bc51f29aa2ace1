import { createTestHost } from '@lp-functions/platform/testing';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import definition from '../src/index.ts';

const HOST = 'https://auth.example.com';
const TOKEN_URL = `${HOST}/token`;
const SECRETS = {
  clientId: 'the-client-id',
  clientSecret: 'the-client-secret',
  refreshToken: 'refresh-token-1',
  accessToken: 'access-token-1',
};

type Form = Record<string, string>;

/** The server's next answer. Gives the form of the request it answered. */
function answer(body: object, { host = HOST, status = 200 } = {}): Form[] {
  const forms: Form[] = [];
  nock(host)
    .post('/token', (form) => {
      forms.push(form);
      return true;
    })
    .reply(status, body);
  return forms;
}

const granted = (n: number, more = {}) => ({
  access_token: `access-token-${n}`,
  token_type: 'Bearer',
  expires_in: 3600,
  ...more,
});

describe('one connection', () => {
  it('stores the new tokens in two secrets', async () => {
    const host = createTestHost({ env: { TOKEN_URL }, secrets: SECRETS });
    const forms = answer(granted(2, { refresh_token: 'refresh-token-2' }));

    expect(await host.invoke(definition)).toEqual({
      refreshed: [{ connection: 'default', expiresAt: expect.stringMatching(/^20.*Z$/), rotated: true }],
      skipped: [],
      postponed: [],
      recovered: [],
      failed: [],
    });
    expect(forms).toEqual([
      {
        grant_type: 'refresh_token',
        refresh_token: 'refresh-token-1',
        client_id: 'the-client-id',
        client_secret: 'the-client-secret',
      },
    ]);
    expect(Object.fromEntries(host.secretStorage.values)).toMatchObject({
      refreshToken: 'refresh-token-2',
      accessToken: 'access-token-2',
    });
  });

  it('stores the new tokens in one secret, keeping what else is in there', async () => {
    const { refreshToken: refresh_token, accessToken: access_token, ...client } = SECRETS;
    const host = createTestHost({
      env: { TOKEN_URL, TOKEN_STORAGE: 'single', SECRET_TOKEN_SET: 'crm' },
      secrets: { ...client, crm: { access_token, refresh_token, instance_url: 'https://crm.example.com' } },
    });
    answer(granted(2, { refresh_token: 'refresh-token-2', scope: 'orders.read' }));

    await host.invoke(definition);

    expect(host.secretStorage.values.get('crm')).toEqual({
      access_token: 'access-token-2',
      refresh_token: 'refresh-token-2',
      expires_at: expect.closeTo(Date.now() / 1_000 + 3_600, -2),
      scope: 'orders.read',
      token_type: 'Bearer',
      instance_url: 'https://crm.example.com',
    });
  });

  it('sends scope and extra parameters, and the client in the header if told so', async () => {
    const host = createTestHost({
      env: {
        TOKEN_URL,
        OAUTH2_SCOPE: 'orders.read',
        OAUTH2_EXTRA_PARAMS: '{"tenant":"eu"}',
        OAUTH2_CLIENT_AUTH: 'client_secret_basic',
      },
      secrets: SECRETS,
    });
    const forms = answer(granted(2));

    await host.invoke(definition);

    expect(forms).toEqual([
      {
        grant_type: 'refresh_token',
        refresh_token: 'refresh-token-1',
        scope: 'orders.read',
        tenant: 'eu',
      },
    ]);
  });

  it('fails with REFRESH_FAILED when the refresh token is dead', async () => {
    const host = createTestHost({ env: { TOKEN_URL }, secrets: SECRETS });
    answer({ error: 'invalid_grant' }, { status: 400 });

    await expect(host.invoke(definition)).rejects.toMatchObject({
      code: 'REFRESH_FAILED',
      message: expect.stringMatching(
        /^REFRESH_FAILED: 1 of 1: 1 REAUTH_REQUIRED. default: REAUTH_REQUIRED: /,
      ),
    });
    expect(Object.fromEntries(host.secretStorage.values)).toEqual(SECRETS);
  });
});

describe('when tokens are good enough', () => {
  const inSecs = (secs: number) => Math.floor(Date.now() / 1_000) + secs;
  const start = (expires_at: number) =>
    createTestHost({
      env: { TOKEN_URL, TOKEN_STORAGE: 'single', REFRESH_WITHIN_SECS: '600' },
      secrets: { ...SECRETS, tokenSet: JSON.stringify({ refresh_token: 'refresh-token-1', expires_at }) },
    });

  it('leaves them alone', async () => {
    expect(await start(inSecs(900)).invoke(definition)).toEqual({
      refreshed: [],
      skipped: [{ connection: 'default', reason: 'not due', expiresAt: expect.stringMatching(/^20.*Z$/) }],
      postponed: [],
      recovered: [],
      failed: [],
    });
  });

  it('refreshes them shortly before they expire, and stores text where it found text', async () => {
    const host = start(inSecs(500));
    answer(granted(2));

    expect(await host.invoke(definition)).toMatchObject({ refreshed: [{ rotated: false }] });
    expect(JSON.parse(`${host.secretStorage.values.get('tokenSet')}`)).toMatchObject({
      access_token: 'access-token-2',
      refresh_token: 'refresh-token-1',
    });
  });

  it('refreshes them all the same when it is forced', async () => {
    answer(granted(2));

    expect(await start(inSecs(900)).invoke(definition, { force: true })).toMatchObject({
      refreshed: [{ connection: 'default' }],
    });
  });
});

describe('many connections', () => {
  const env = { CONNECTIONS: 'connections' };
  const connections = [
    {
      tokenUrl: TOKEN_URL,
      clientId: 'crmClientId',
      clientSecret: 'crmClientSecret',
      names: ['acme', 'beta'],
    },
    {
      tokenUrl: 'https://login.example.org/token',
      clientAuth: 'client_secret_basic',
      storage: 'single',
      names: ['gamma'],
    },
  ];
  const secrets = {
    connections,
    crmClientId: 'crm-client-id',
    crmClientSecret: 'crm-client-secret',
    acme_refreshToken: 'acme-refresh-token-1',
    acme_accessToken: 'acme-access-token-1',
    beta_refreshToken: 'beta-refresh-token-1',
    beta_accessToken: 'beta-access-token-1',
    gamma_clientId: 'gamma-client-id',
    gamma_clientSecret: 'gamma-client-secret',
    gamma_tokenSet: { refresh_token: 'gamma-refresh-token-1' },
  };

  it('refreshes each at its own server, with shared or own client credentials', async () => {
    const host = createTestHost({ env, secrets });
    const forms = [answer(granted(2)), answer(granted(3))];
    answer(granted(4), { host: 'https://login.example.org' });

    const result = (await host.invoke(definition)) as { refreshed: { connection: string }[] };

    expect(result.refreshed.map(({ connection }) => connection).sort()).toEqual(['acme', 'beta', 'gamma']);
    expect(forms.flat()).toMatchObject([
      { client_id: 'crm-client-id', refresh_token: 'acme-refresh-token-1' },
      { client_id: 'crm-client-id', refresh_token: 'beta-refresh-token-1' },
    ]);
    expect(host.secretStorage.values.get('gamma_tokenSet')).toMatchObject({ access_token: 'access-token-4' });
  });

  it('refreshes only those that the payload names', async () => {
    const host = createTestHost({ env, secrets });
    answer(granted(2));

    expect(await host.invoke(definition, { connections: ['beta'] })).toMatchObject({
      refreshed: [{ connection: 'beta' }],
    });
    expect(host.secretStorage.values.get('beta_accessToken')).toBe('access-token-2');
  });

  it('finishes the others before it reports those that failed', async () => {
    const { beta_refreshToken, ...incomplete } = secrets;
    const host = createTestHost({ env, secrets: incomplete });
    answer({ error: 'invalid_client', error_description: 'bad secret crm-client-secret' }, { status: 401 });
    answer(granted(4), { host: 'https://login.example.org' });

    await expect(host.invoke(definition)).rejects.toThrow(
      /^REFRESH_FAILED: 2 of 3: 1 TOKEN_REJECTED, 1 SECRET_NOT_FOUND. acme: TOKEN_REJECTED: auth.example.com answered invalid_client: bad secret \[redacted].*; beta: SECRET_NOT_FOUND: .*beta_refreshToken.* 1 refreshed/,
    );
    expect(host.secretStorage.values.get('gamma_tokenSet')).toMatchObject({ access_token: 'access-token-4' });
  });
});

describe('what it refuses', () => {
  it.each([
    ['neither TOKEN_URL nor CONNECTIONS', {}, {}, /^CONFIG_INVALID: TOKEN_URL, CONNECTIONS/],
    ['both', { TOKEN_URL, CONNECTIONS: 'connections' }, {}, /^CONFIG_INVALID: TOKEN_URL, CONNECTIONS/],
    [
      'a lead time where no expiry is stored',
      { TOKEN_URL, REFRESH_WITHIN_SECS: '60' },
      {},
      /^CONFIG_INVALID: REFRESH_WITHIN_SECS/,
    ],
    ['unknown connections', { TOKEN_URL }, { connections: ['acme'] }, /^INPUT_INVALID: connections\[0]/],
    ['a shard that is none', { TOKEN_URL, SHARD: '4/3' }, {}, /^CONFIG_INVALID: SHARD: expected i\/n/],
    [
      'reminders all the time',
      { TOKEN_URL, FAILURE_REMINDER_HOURS: '0' },
      {},
      /^CONFIG_INVALID: FAILURE_REM/,
    ],
    [
      'what is no connection',
      { TOKEN_URL },
      { store: { acme: 'canary' } },
      /^INPUT_INVALID: store: expected/,
    ],
    [
      'connections for another storage',
      { TOKEN_URL },
      { store: {} },
      /^INPUT_INVALID: store: works with the/,
    ],
    ['an unknown payload field', { TOKEN_URL }, { connection: 'acme' }, /^INPUT_INVALID: connection is not/],
  ])('%s', async (_, env, payload, message) => {
    const host = createTestHost({ env: env as Record<string, string>, secrets: SECRETS });

    await expect(host.invoke(definition, payload)).rejects.toThrow(message);
    expect(host.secretStorage.calls).toEqual([]);
  });
});
