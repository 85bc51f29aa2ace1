import { createTestClock, V1 } from '@lp-functions/platform/testing';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { deploy, FORM, ORIGIN, SECRETS } from './support.ts';

const api = () => nock(ORIGIN).post('/orders');
const without = (...names: (keyof typeof SECRETS)[]) =>
  Object.fromEntries(Object.entries(SECRETS).filter(([name]) => !names.includes(name as never)));

describe('a payload', () => {
  it.each([
    [{ boddy: {} }, 'INPUT_INVALID: boddy is not a known field'],
    [{ body: 1 }, 'INPUT_INVALID: body: expected text, an object or an array'],
    [{ body: null }, 'INPUT_INVALID: body: expected text, an object or an array'],
    [{ url: 1 }, 'INPUT_INVALID: url: expected text'],
    [{ url: 'https://' }, 'INPUT_INVALID: url: expected a URL'],
    [{ url: 'https://me:pw@api.example.com/' }, 'INPUT_INVALID: url: expected a URL without user name'],
    [{ query: { a: { b: 1 } } }, 'INPUT_INVALID: query: expected names with text'],
    [{ query: { a: null } }, 'INPUT_INVALID: query: expected names with text'],
    [{ headers: { Authorization: 'x' } }, 'INPUT_INVALID: headers: expected header names with text'],
    [{ headers: { 'x-a': 'b\nc' } }, 'INPUT_INVALID: headers: expected header names with text'],
    [{ headers: { 'x-a': 1 } }, 'INPUT_INVALID: headers: expected header names with text'],
    [{ method: 'GET', body: 'x' }, 'INPUT_INVALID: body: a GET request has none'],
    [{ method: 'get' }, 'INPUT_INVALID: method: expected GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS'],
    [{ response: 'bytes' }, 'INPUT_INVALID: response: expected auto, text, base64'],
    ['no JSON', 'INPUT_INVALID: payload: expected an object'],
    [
      { url: 'https://elsewhere.example.com/' },
      'TARGET_NOT_ALLOWED: https://elsewhere.example.com is not configured',
    ],
    [
      { url: '//elsewhere.example.com/' },
      'TARGET_NOT_ALLOWED: https://elsewhere.example.com is not configured',
    ],
    [{ url: 'http://api.example.com/' }, 'TARGET_NOT_ALLOWED: http://api.example.com is not configured'],
  ])('%j is refused before any secret is read', async (payload, message) => {
    const { post, asked } = deploy();

    await expect(post(payload)).rejects.toThrow(message);
    expect(asked()).toEqual([]);
  });

  it.each([
    ['a nested field', { a: { b: 1 } }, 'SIGNATURE_FAILED: body.a: expected text'],
    ['a field that is null', { a: null }, 'SIGNATURE_FAILED: body.a: expected text'],
    ['half a character', { a: '\ud800' }, 'SIGNATURE_FAILED: body.a: '],
    ['a field of the protocol', { oauth_token: 'x' }, 'SIGNATURE_FAILED: oauth_token: '],
  ])('with a form of %s cannot be signed', async (_, body, message) => {
    await expect(deploy().post({ body, headers: { 'content-type': FORM } })).rejects.toThrow(message);
  });

  it('with text that UTF-8 cannot express cannot be signed', async () => {
    await expect(deploy().post({ body: '\ud800' })).rejects.toThrow('SIGNATURE_FAILED: body: ');
  });

  it('that wakes the function touches nothing', async () => {
    const { post, asked } = deploy({ env: { TARGET_URL: '' }, secrets: {} });

    expect(await post({ wakeUp: true })).toEqual({ awake: true });
    expect(asked()).toEqual([]);
  });
});

describe('a variable', () => {
  it.each([
    [{ TARGET_URL: '' }, 'CONFIG_INVALID: TARGET_URL: expected an https URL'],
    [{ TARGET_URL: 'http://api.example.com' }, 'CONFIG_INVALID: TARGET_URL: expected an https URL'],
    [
      { OAUTH1_SIGNATURE_METHOD: 'HMAC-MD5' },
      'CONFIG_INVALID: OAUTH1_SIGNATURE_METHOD: expected HMAC-SHA1, ',
    ],
    [{ OAUTH1_BODY_HASH: 'yes' }, 'CONFIG_INVALID: OAUTH1_BODY_HASH: expected true, false'],
    [{ OAUTH1_TOKEN: 'maybe' }, 'CONFIG_INVALID: OAUTH1_TOKEN: expected optional, required, none'],
    [{ OAUTH1_REALM: 'a\nb' }, 'SIGNATURE_FAILED: realm: '],
  ])('%j is refused', async (env, message) => {
    await expect(deploy({ env }).post()).rejects.toThrow(message);
  });
});

describe('secrets', () => {
  it('are read at once, and only those that the method needs', async () => {
    const { post, asked, host } = deploy({ env: { OAUTH1_SIGNATURE_METHOD: 'RSA-SHA256' } });
    const under: number[] = [];
    let way = 0;
    host.secretStorage.before = async () => {
      under.push(++way);
      await new Promise(setImmediate);
      way--;
    };

    await expect(post()).rejects.toThrow('SECRET_NOT_FOUND: rsaPrivateKey');
    expect(asked().sort()).toEqual(['consumerKey', 'rsaPrivateKey', 'tokenKey', 'tokenSecret']);
    expect(Math.max(...under)).toBe(4);
  });

  it.each([
    ['consumerKey', without('consumerKey')],
    ['consumerSecret', without('consumerSecret')],
    ['tokenKey', without('tokenKey')],
    ['tokenSecret', without('tokenSecret')],
    ['tokenSecret', { ...SECRETS, tokenSecret: '' }],
  ])('without %s are refused', async (name, secrets) => {
    await expect(deploy({ secrets }).post()).rejects.toThrow(`SECRET_NOT_FOUND: ${name} is missing`);
  });

  it('without a token sign without one, unless it is required', async () => {
    const secrets = without('tokenKey', 'tokenSecret');
    api()
      .matchHeader('authorization', /^(?!.*oauth_token=)/)
      .reply(204);

    expect((await deploy({ secrets }).post()).statusCode).toBe(204);
    await expect(deploy({ secrets, env: { OAUTH1_TOKEN: 'required' } }).post()).rejects.toThrow(
      'SECRET_NOT_FOUND: tokenKey is missing',
    );
  });

  it('that are missing are named as the account names them', async () => {
    const env = { SECRET_TOKEN_SECRET: 'crm_token_secret' };

    await expect(deploy({ env }).post()).rejects.toThrow('SECRET_NOT_FOUND: crm_token_secret is missing');
  });

  it('that cannot be read are a failure of their own', async () => {
    const { post, host } = deploy();
    host.secretStorage.before = (_, name) => {
      if (name === 'tokenKey')
        throw Object.assign(new Error(), { code: 'com.liveperson.faas.secret.op-failed' });
    };

    await expect(post()).rejects.toThrow(
      'SECRET_READ_FAILED: tokenKey (com.liveperson.faas.secret.op-failed)',
    );
  });

  it('that are no key are refused without being shown', async () => {
    const secrets = { ...SECRETS, rsaPrivateKey: 'canary-private-key' };
    const failed = deploy({ secrets, env: { OAUTH1_SIGNATURE_METHOD: 'RSA-SHA1' } }).post();

    await expect(failed).rejects.toThrow(/^SIGNATURE_FAILED: rsaPrivateKey: (?!.*canary)/);
  });
});

describe('an answer', () => {
  it.each([301, 400, 401, 404, 429, 500, 503])('%d is a result, after one attempt', async (statusCode) => {
    api().reply(statusCode, 'no', {
      'content-type': 'text/plain',
      location: 'https://elsewhere.example.com/',
    });

    expect(await deploy().post()).toMatchObject({ statusCode, body: 'no' });
  });

  it('is what it is but for the credentials, whatever the consumer key looks like', async () => {
    const secrets = { ...SECRETS, consumerKey: '10000001' };
    api().reply(200, { id: 1_000_000_123, key: '10000001', token: SECRETS.tokenKey });

    expect(await deploy({ secrets }).post()).toMatchObject({
      statusCode: 200,
      body: { id: 1_000_000_123, key: '10000001', token: '[redacted]' },
    });
  });

  it('that repeats what was sent is returned without it', async () => {
    api().reply(200, function () {
      return { you: this.req.headers, sent: JSON.stringify(this.req.headers) };
    });

    expect(JSON.stringify(await deploy().post())).not.toMatch(/canary|oauth_signature/);
  });

  it('that is too long is an error', async () => {
    api().reply(200, 'x'.repeat(1_048_577));

    await expect(deploy().post()).rejects.toThrow('RESPONSE_TOO_LARGE: api.example.com');
  });

  it('that comes too late is an error', async () => {
    const clock = createTestClock();
    const { post } = deploy({ clock, exchange: () => new Promise(() => {}) });

    await expect(clock.finish(post())).rejects.toThrow('TIMEOUT: api.example.com');
  });

  it('of the platform, which did not let the request out, is an error', async () => {
    api().reply(403, 'You do not have access to the page or resource you are trying to reach\n');

    await expect(deploy({ generation: V1 }).post()).rejects.toThrow(
      'DOMAIN_NOT_ALLOWLISTED: the platform refused api.example.com',
    );
  });
});

describe('attempts', () => {
  const failing = (code: string) => Object.assign(new TypeError('fetch failed'), { cause: { code } });

  it('follow a failed connection, each signed anew', async () => {
    const clock = createTestClock();
    const signatures: Record<string, string>[] = [];
    const { post } = deploy({
      clock,
      exchange: async ({ headers: { authorization = '' } }) => {
        signatures.push(
          Object.fromEntries([...authorization.matchAll(/(\w+)="([^"]*)"/g)].map((m) => m.slice(1))),
        );
        if (signatures.length < 4) throw failing('ECONNREFUSED');
        return { status: 201, headers: {}, text: '' };
      },
    });

    expect(await clock.finish(post())).toMatchObject({ statusCode: 201 });
    for (const name of ['oauth_nonce', 'oauth_signature']) {
      expect(new Set(signatures.map((parameters) => parameters[name])).size).toBe(4);
    }
    expect(signatures.map(({ oauth_timestamp }) => Number(oauth_timestamp))).toEqual(
      signatures.map(({ oauth_timestamp }) => Number(oauth_timestamp)).sort(),
    );
    expect(Number(signatures[3]?.oauth_timestamp)).toBeGreaterThan(Number(signatures[0]?.oauth_timestamp));
  });

  it.each(['ECONNRESET', 'UND_ERR_SOCKET', 'ETIMEDOUT'])(
    'do not follow %s: the request may have arrived',
    async (code) => {
      let attempts = 0;
      const { post } = deploy({
        exchange: async () => {
          attempts++;
          throw failing(code);
        },
      });

      await expect(post()).rejects.toThrow(`NETWORK_ERROR: api.example.com (${code})`);
      expect(attempts).toBe(1);
    },
  );
});
