import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { API, createInstance, LOGIN, SECRETS } from './support.ts';

const TOKEN = 'canary-token';

const grantToken = (form?: nock.RequestBodyMatcher) =>
  nock(LOGIN)
    .post('/token', form)
    .reply(200, { access_token: TOKEN, token_type: 'Bearer', expires_in: 3_600 });

/** An API that wants the token. */
const api = () => nock(API, { reqheaders: { authorization: `Bearer ${TOKEN}` } });

describe('a call', () => {
  it('gets a token with the client credentials and sends the request with it', async () => {
    grantToken({
      grant_type: 'client_credentials',
      client_id: SECRETS.clientId,
      client_secret: SECRETS.clientSecret,
    });
    api().get('/v1/orders').reply(200, { orders: [] }, { 'X-Total': '0' });
    const result = await createInstance().run();
    expect(result).toMatchObject({
      statusCode: 200,
      headers: { 'x-total': '0' },
      body: { orders: [] },
    });
  });

  it('asks for what the variables say', async () => {
    grantToken((form) => {
      const { client_id, client_secret, ...rest } = form;
      expect(rest).toEqual({
        grant_type: 'client_credentials',
        scope: 'orders.read orders.write',
        audience: 'orders',
        resource: ['https://a.example.com/x,y', 'urn:example:b', 'x-app://c', 'https://d.example.com'],
        tenant: 'acme',
      });
      return true;
    });
    api().get('/v1/orders').reply(200);
    await createInstance({
      env: {
        OAUTH2_SCOPE: 'orders.read orders.write',
        OAUTH2_AUDIENCE: 'orders',
        OAUTH2_RESOURCE: 'https://a.example.com/x,y, urn:example:b x-app://c,https://d.example.com ',
        OAUTH2_EXTRA_PARAMS: '{"tenant":"acme"}',
      },
    }).run();
  });

  it('takes secrets of other names', async () => {
    grantToken((form) => form.client_id === 'the CRM client');
    api().get('/v1/orders').reply(200);
    await createInstance({
      secrets: { crm_client: 'the CRM client', clientSecret: 'canary-secret' },
      env: { SECRET_CLIENT_ID: 'crm_client' },
    }).run();
  });

  it('sends what the payload says', async () => {
    grantToken();
    api()
      .put('/v1/orders/7?dry=true', { paid: true })
      .matchHeader('content-type', 'application/json')
      .matchHeader('x-request', '1')
      .reply(204);
    const result = await createInstance().run({
      url: '/v1/orders/7',
      method: 'PUT',
      query: { dry: true },
      headers: { 'X-Request': '1' },
      body: { paid: true },
    });
    expect(result.statusCode).toBe(204);
  });

  it.each([
    ['text', '{"id":12345678901234567890}'],
    ['base64', 'eyJpZCI6MTIzNDU2Nzg5MDEyMzQ1Njc4OTB9'],
  ])('returns the body as %s when the payload wants that', async (response, body) => {
    grantToken();
    api().get('/v1/orders').reply(200, '{"id":12345678901234567890}', { 'content-type': 'application/json' });
    expect(await createInstance().run({ response })).toMatchObject({ body });
  });

  it('returns what the API says of the client id, which is no secret', async () => {
    const secrets = { ...SECRETS, clientId: 'livechat' };
    grantToken();
    api().get('/v1/orders').reply(200, { channel: 'livechat' });
    expect(await createInstance({ secrets }).run()).toMatchObject({ body: { channel: 'livechat' } });
  });

  it.each([400, 403, 404, 500, 503])('passes status %d on, as a result', async (status) => {
    grantToken();
    api().get('/v1/orders').reply(status, { message: 'no' });
    expect(await createInstance().run()).toMatchObject({ statusCode: status, body: { message: 'no' } });
  });

  it('never lets the token out, even if the API repeats it', async () => {
    grantToken();
    api()
      .get('/v1/orders')
      .twice()
      .reply(200, { authorization: `Bearer ${TOKEN}` });
    const instance = createInstance();
    const answers = [await instance.run(), await instance.run()];
    for (const { body } of answers) expect(body).toEqual({ authorization: 'Bearer [redacted]' });
  });
});

describe('a warm instance', () => {
  it('makes one request, to the API, and reads no secret', async () => {
    grantToken();
    api().get('/v1/orders').twice().reply(200);
    const { run, secretStorage } = createInstance();
    await run();
    const reads = secretStorage.calls.length;
    await run();
    expect(secretStorage.calls.length).toBe(reads);
  });

  it('renews the token once after a 401 and sends the same request again', async () => {
    grantToken();
    const { run } = createInstance();
    const payload = { method: 'POST', body: { id: 7, note: 'ü' } };
    api().post('/v1/orders', payload.body).reply(401);
    nock(LOGIN).post('/token').reply(200, { access_token: 'canary-second', expires_in: 3_600 });
    nock(API, { reqheaders: { authorization: 'Bearer canary-second' } })
      .post('/v1/orders', payload.body)
      .reply(201);
    expect(await run(payload)).toMatchObject({ statusCode: 201 });
  });
});

it('an API that refuses every token does not cost a token at each run', async () => {
  let granted = 0;
  nock(LOGIN)
    .post('/token')
    .times(10)
    .reply(200, () => ({ access_token: `canary-token-${++granted}`, expires_in: 3_600 }));
  nock(API).get('/v1/orders').times(20).reply(401);
  const { run } = createInstance();
  for (let n = 0; n < 10; n++) expect(await run()).toMatchObject({ statusCode: 401 });
  expect(granted).toBe(2);
  nock.cleanAll();
});

describe('a failure', () => {
  it('of the target comes before any secret is read', async () => {
    const { run, secretStorage } = createInstance();
    await expect(run({ url: 'https://elsewhere.example.com/' })).rejects.toThrow(/^TARGET_NOT_ALLOWED: /);
    expect(secretStorage.calls).toEqual([]);
  });

  it('of the payload or a variable names the field', async () => {
    await expect(createInstance().run({ metod: 'GET' })).rejects.toThrow(/^INPUT_INVALID: metod /);
    await expect(createInstance().run({ method: 'get' })).rejects.toThrow(/^INPUT_INVALID: method: /);
    await expect(createInstance().run({ body: {} })).rejects.toThrow(/^INPUT_INVALID: body: /);
    for (const [name, value] of Object.entries({
      TOKEN_URL: 'http://login.example.com/token',
      RESOURCE_URL: '',
      OAUTH2_CLIENT_AUTH: 'none',
      OAUTH2_EXTRA_PARAMS: '{"depth":1}',
      OAUTH2_DEFAULT_TTL_SECS: '0',
    })) {
      await expect(createInstance({ env: { [name]: value } }).run()).rejects.toThrow(
        new RegExp(`^CONFIG_INVALID: ${name}: `),
      );
    }
    await expect(
      createInstance({ env: { OAUTH2_EXTRA_PARAMS: '{"grant_type":"password"}' } }).run(),
    ).rejects.toThrow(/^CONFIG_INVALID: OAUTH2_EXTRA_PARAMS: grant_type /);
  });

  it('of a secret names the secret', async () => {
    await expect(createInstance({ secrets: { clientId: 'canary-client' } }).run()).rejects.toThrow(
      /^SECRET_NOT_FOUND: clientSecret /,
    );
    await expect(
      createInstance({
        secrets: { clientId: 'canary-client', clientSecret: 'canary-secret' },
        env: { OAUTH2_CLIENT_AUTH: 'private_key_jwt' },
      }).run(),
    ).rejects.toThrow(/^SECRET_NOT_FOUND: clientPrivateKey /);
  });

  it('of the authorization server is told without credentials', async () => {
    nock(LOGIN)
      .post('/token')
      .reply(401, { error: 'invalid_client', error_description: `${SECRETS.clientSecret} is wrong` });
    await expect(createInstance().run()).rejects.toThrow(
      /^TOKEN_REJECTED: login.example.com answered invalid_client: \[redacted\] is wrong \(check the client id, /,
    );
  });

  it('is not kept: the next run asks again', async () => {
    nock(LOGIN).post('/token').reply(400, { error: 'invalid_scope' });
    const { run } = createInstance();
    await expect(run()).rejects.toThrow(/^TOKEN_REJECTED: /);
    grantToken();
    api().get('/v1/orders').reply(200);
    expect(await run()).toMatchObject({ statusCode: 200 });
  });
});

it('a warmer touches nothing', async () => {
  const { run, secretStorage } = createInstance();
  expect(await run({ wakeUp: true })).toEqual({ awake: true });
  expect(secretStorage.calls).toEqual([]);
});
