import { startAuthServer, startOAuth1Api, startProtectedResource } from '@lp-functions/testbed';
import nock from 'nock';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { check, toldOf } from '../src/check/check.ts';
import type { Attempted } from '../src/check/try-function.ts';

const TOKEN_ENDPOINT = 'https://acme.my.salesforce.com';

beforeEach(() => nock.enableNetConnect('127.0.0.1'));

describe('a check of client credentials', () => {
  const attempt = (env: Record<string, string>, secrets: Record<string, unknown> = {}): Attempted => ({
    function: 'client_credentials',
    env: { RESOURCE_URL: 'https://api.example.com/orders', ...env },
    secrets: { clientId: 'id', clientSecret: 'canary-secret', ...secrets },
    payload: { method: 'GET' },
  });

  it('makes one real request, and tells hosts and answer without a credential', async () => {
    const auth = await startAuthServer();
    const resource = await startProtectedResource({ authServer: auth });
    onTestFinished(async () => {
      await Promise.all([auth.stop(), resource.stop()]);
    });
    const { clientId, clientSecret } = auth.clients.post;
    const checked = await check({
      ...attempt(
        { RESOURCE_URL: `${resource.url}/orders`, TOKEN_URL: auth.tokenUrl },
        { clientId, clientSecret },
      ),
    });
    expect(checked).toMatchObject({ isOk: true, statusCode: 200, causes: [] });
    expect(checked.requests.map(({ path, status }) => [path, status])).toEqual([
      ['/token', 200],
      ['/orders', 200],
    ]);
    const canaries = [clientSecret, ...auth.minted];
    expect(
      canaries.filter((canary) => `${JSON.stringify(checked)}${toldOf(checked)}`.includes(canary)),
    ).toEqual([]);
  });

  it('says what the tenant is when its host does not exist', async () => {
    nock(TOKEN_ENDPOINT)
      .post('/services/oauth2/token')
      .times(3)
      .replyWithError(Object.assign(new Error('getaddrinfo ENOTFOUND'), { code: 'ENOTFOUND' }));
    const checked = await check(attempt({ OAUTH2_PROVIDER: 'salesforce', OAUTH2_TENANT: 'acme' }));
    expect(checked.isOk).toBe(false);
    expect(checked.causes[0]).toMatch(/^There is no host acme\.my\.salesforce\.com; .*My Domain/);
  });

  it('says that a clock is off', async () => {
    nock(TOKEN_ENDPOINT)
      .post('/services/oauth2/token')
      .reply(400, { error: 'invalid_grant' }, { date: new Date(Date.now() - 600_000).toUTCString() });
    const checked = await check(attempt({ OAUTH2_PROVIDER: 'salesforce', OAUTH2_TENANT: 'acme' }));
    expect(checked.causes[0]).toMatch(/^The clock of this machine is (599|600|601) s ahead of that of acme/);
  });

  it('says how scopes are separated', async () => {
    nock('https://login.microsoftonline.com')
      .post('/acme.onmicrosoft.com/oauth2/v2.0/token')
      .reply(400, { error: 'invalid_scope' });
    const env = { OAUTH2_PROVIDER: 'microsoft', OAUTH2_TENANT: 'acme.onmicrosoft.com', OAUTH2_SCOPE: 'a,b' };
    const checked = await check(attempt(env));
    expect(checked.causes).toEqual([
      'Scopes are separated by spaces in OAUTH2_SCOPE: this service wants spaces',
    ]);
  });

  it.each([
    [401, 'does not take it'],
    [403, 'may not do this'],
  ])('tells a token from what it may do: %i', async (status, words) => {
    nock(TOKEN_ENDPOINT)
      .post('/services/oauth2/token')
      .times(2)
      .reply(200, { access_token: 'canary-access' });
    nock('https://api.example.com').get('/orders').times(2).reply(status, {});
    const checked = await check(attempt({ OAUTH2_PROVIDER: 'salesforce', OAUTH2_TENANT: 'acme' }));
    expect(checked.causes.join()).toContain(words);
    nock.cleanAll();
  });

  it('refuses a kind that the service does not have', async () => {
    await expect(check(attempt({ OAUTH2_PROVIDER: 'hubspot' }))).rejects.toMatchObject({
      code: 'USAGE',
      message: expect.stringContaining('it offers authorization_code'),
    });
  });
});

describe('a check of OAuth 1.0a', () => {
  const consumer = { consumerKey: 'key', consumerSecret: 'canary-secret' };
  const attempt = (env: Record<string, string>, secrets: Record<string, unknown>): Attempted => ({
    function: 'oauth1_post',
    env,
    secrets,
    payload: { method: 'GET' },
  });

  it('says how NetSuite writes a realm', async () => {
    nock('https://1234567-sb1.suitetalk.api.netsuite.com').get('/record').reply(401, {});
    const checked = await check(
      attempt(
        {
          TARGET_URL: 'https://1234567-sb1.suitetalk.api.netsuite.com/record',
          OAUTH1_PROVIDER: 'netsuite',
          OAUTH1_REALM: '1234567-sb1',
        },
        { ...consumer, tokenKey: 'canary-token', tokenSecret: 'canary-token-secret' },
      ),
    );
    expect(checked.causes.join()).toContain('1234567_SB1');
    expect(toldOf(checked)).toContain('V1 has to allow these hosts: 1234567-sb1.suitetalk.api.netsuite.com');
  });

  it('says what to look at when a signature is refused', async () => {
    const api = await startOAuth1Api({ credentials: { ...consumer, consumerSecret: 'another' } });
    onTestFinished(() => api.stop());
    const checked = await check(attempt({ TARGET_URL: api.url, OAUTH1_TOKEN: 'none' }, consumer));
    expect(checked).toMatchObject({ isOk: false, statusCode: 401 });
    expect(checked.body).toContain('the signature is wrong');
    expect(checked.causes.join()).toContain('The signature was not taken');
  });
});
