import { verifyOAuth1 } from '@lp-functions/testbed';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { deploy, FORM, ORIGIN, SECRETS } from './support.ts';

interface Sent {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** Answers one POST and tells what was sent. */
function api(origin = ORIGIN): Sent {
  const sent: Sent = { path: '', headers: {}, body: '' };
  nock(origin)
    .post(/.*/)
    .reply(function (path, body) {
      // nock has read what is JSON.
      const text = typeof body === 'string' ? body : JSON.stringify(body);
      Object.assign(sent, { path, headers: this.req.headers, body: text });
      return [201, { order: 7 }, { 'X-Request-Id': 'r1' }];
    });
  return sent;
}

const credentials = {
  consumerKey: SECRETS.consumerKey,
  consumerSecret: SECRETS.consumerSecret,
  tokenKey: SECRETS.tokenKey,
  tokenSecret: SECRETS.tokenSecret,
};

function verify(
  { path, headers, body }: Sent,
  more: Partial<typeof credentials> = {},
  options = {},
  method = 'POST',
) {
  const request = { method, target: ORIGIN + path, headers, body };
  return verifyOAuth1(request, { ...credentials, ...more }, options);
}

describe('a request', () => {
  it('carries an object as JSON, with a signature that holds', async () => {
    const sent = api();

    expect(await deploy().post({ body: { item: 'Käse' } })).toEqual({
      statusCode: 201,
      headers: { 'content-type': 'application/json', 'x-request-id': 'r1' },
      body: { order: 7 },
    });
    expect(sent).toMatchObject({
      path: '/orders',
      headers: { 'content-type': 'application/json' },
      body: '{"item":"Käse"}',
    });
    expect(verify(sent)).toMatchObject({ ok: true, oauth: { oauth_signature_method: 'HMAC-SHA1' } });
  });

  it('carries a payload that came as text', async () => {
    const sent = api();

    await deploy().post('{"body":[1,2]}');

    expect(sent.body).toBe('[1,2]');
  });

  it('carries text as it is', async () => {
    const sent = api();

    await deploy().post({ body: 'a=1' });

    expect(sent).toMatchObject({ headers: { 'content-type': 'text/plain' }, body: 'a=1' });
    expect(verify(sent).baseString).not.toContain('a%3D1');
  });

  it('carries an object as a form whose fields are signed, when the content type says so', async () => {
    const sent = api();

    await deploy().post({
      headers: { 'Content-Type': `${FORM}; charset=utf-8` },
      body: { a: 'b c', n: 1, t: true, many: ['x', 'y&z'] },
    });

    expect(sent.headers['content-type']).toBe(`${FORM}; charset=utf-8`);
    expect(verify(sent)).toMatchObject({
      ok: true,
      baseString: expect.stringContaining('many%3Dx%26many%3Dy%2526z%26n%3D1'),
    });
  });

  it('goes to the URL of the payload, with its query behind the one that is there', async () => {
    const sent = api();

    await deploy().post({ url: "it's/|?x=1", query: { a: ['1', 2], b: true } });

    expect(sent.path).toBe('/it%27s/%7C?x=1&a=1&a=2&b=true');
    expect(verify(sent).ok).toBe(true);
  });

  it('goes to an origin that ALLOWED_ORIGINS adds', async () => {
    const sent = api('https://other.example.com');

    await deploy({ env: { ALLOWED_ORIGINS: 'https://other.example.com' } }).post({
      url: 'https://other.example.com/a',
    });

    expect(sent.path).toBe('/a');
  });

  it('may have neither body nor content type', async () => {
    const sent = api();

    await deploy().post();

    expect(sent.body).toBe('');
    expect(sent.headers).not.toHaveProperty('content-type');
    expect(verify(sent).ok).toBe(true);
  });
});

describe('another method', () => {
  it.each(['GET', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS'])('%s is sent and signed', async (method) => {
    const sent: Sent = { path: '', headers: {}, body: '' };
    nock(ORIGIN)
      .intercept('/orders/7?a=1', method)
      .reply(function (path, body) {
        Object.assign(sent, { path, headers: this.req.headers, body: body || '' });
        return [200, method === 'HEAD' ? '' : { order: 7 }];
      });

    expect(await deploy().post({ method, url: 'orders/7', query: { a: 1 } })).toMatchObject({
      statusCode: 200,
    });
    expect(verify(sent, {}, {}, method)).toMatchObject({
      ok: true,
      baseString: expect.stringMatching(new RegExp(`^${method}&`)),
    });
  });

  it('PUT signs the fields of its form', async () => {
    const sent: Sent = { path: '', headers: {}, body: '' };
    nock(ORIGIN)
      .put('/orders')
      .reply(function (path, body) {
        Object.assign(sent, {
          path,
          headers: this.req.headers,
          body: `${new URLSearchParams(body as object as Record<string, string>)}`,
        });
        return [204];
      });

    await deploy().post({ method: 'PUT', headers: { 'content-type': FORM }, body: { a: 'b' } });
    expect(verify(sent, {}, {}, 'PUT')).toMatchObject({
      ok: true,
      baseString: expect.stringContaining('a%3Db'),
    });
  });
});

describe('the body of an answer', () => {
  const big = '{"id":12345678901234567890}';

  it.each([
    ['auto', { id: 12_345_678_901_234_567_000 }],
    ['text', big],
    ['base64', Buffer.from(big).toString('base64')],
  ])('is returned as %s', async (response, body) => {
    nock(ORIGIN).post('/orders').reply(200, big, { 'content-type': 'application/json' });

    expect((await deploy().post({ response })).body).toEqual(body);
  });
});

describe('variables', () => {
  it.each(['HMAC-SHA256', 'HMAC-SHA512', 'PLAINTEXT'])('sign with %s', async (method) => {
    const sent = api();

    await deploy({ env: { OAUTH1_SIGNATURE_METHOD: method } }).post();

    expect(verify(sent)).toMatchObject({
      ok: true,
      oauth: { oauth_signature_method: method, oauth_nonce: expect.stringMatching(/^[\da-f]{32}$/) },
    });
  });

  it('name a realm and ask for a body hash', async () => {
    const sent = api();

    await deploy({ env: { OAUTH1_REALM: 'a "b"', OAUTH1_BODY_HASH: 'true' } }).post({ body: 'x' });

    expect(verify(sent, {}, { realm: 'a "b"', bodyHash: 'required' })).toMatchObject({ ok: true });
  });

  it.each(['HMAC-SHA1', 'HMAC-SHA256', 'HMAC-SHA512'])(
    'with %s ask for a body hash of the same kind',
    async (method) => {
      const sent = api();

      await deploy({ env: { OAUTH1_SIGNATURE_METHOD: method, OAUTH1_BODY_HASH: 'true' } }).post({
        body: 'x',
      });

      expect(verify(sent, {}, { bodyHash: 'required' })).toMatchObject({ ok: true });
    },
  );

  it('point at secrets of other names', async () => {
    const sent = api();
    const { tokenKey, tokenSecret } = SECRETS;
    const secrets = { crm_key: 'canary-crm-key', crm_secret: 'canary-crm-secret', tokenKey, tokenSecret };

    await deploy({
      env: { SECRET_CONSUMER_KEY: 'crm_key', SECRET_CONSUMER_SECRET: 'crm_secret' },
      secrets,
    }).post();

    expect(verify(sent, { consumerKey: 'canary-crm-key', consumerSecret: 'canary-crm-secret' }).ok).toBe(
      true,
    );
  });

  it('leave the token out', async () => {
    const sent = api();
    const { post, asked } = deploy({ env: { OAUTH1_TOKEN: 'none' } });

    await post();

    expect(asked()).toEqual(['consumerKey', 'consumerSecret']);
    expect(verify(sent, { tokenKey: undefined, tokenSecret: undefined }).ok).toBe(true);
  });
});
