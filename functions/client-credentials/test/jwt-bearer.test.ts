import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { API, createInstance, LOGIN } from './support.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pem = `${privateKey.export({ type: 'pkcs8', format: 'pem' })}`;
const ENV = { OAUTH2_GRANT: 'jwt_bearer', JWT_ISSUER: 'robot@example.com' };

const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

/** The form of the token request of a run, and what its assertion says. */
async function asked(env: Record<string, string> = {}, secrets: Record<string, string> = {}) {
  let form: Record<string, string> = {};
  nock(LOGIN)
    .post('/token', (body) => {
      form = body;
      return true;
    })
    .reply(200, { access_token: 'canary-token', expires_in: 3_600 });
  nock(API, { reqheaders: { authorization: 'Bearer canary-token' } })
    .get('/v1/orders')
    .reply(200, {});
  const instance = createInstance({
    env: { ...ENV, ...env },
    secrets: { clientPrivateKey: pem, ...secrets },
  });
  expect(await instance.run()).toMatchObject({ statusCode: 200 });
  const [header = '', claims = '', signature = ''] = form.assertion?.split('.') ?? [];
  return {
    form,
    header: decode(header),
    claims: decode(claims),
    isSigned: verify(
      'sha256',
      Buffer.from(`${header}.${claims}`),
      createPublicKey(privateKey),
      Buffer.from(signature, 'base64url'),
    ),
    secretsRead: instance.secretStorage.calls.map(({ name }) => name),
  };
}

describe('with OAUTH2_GRANT=jwt_bearer', () => {
  it('a run asks for its token with a statement that the private key signs, and needs no other secret', async () => {
    const { form, header, claims, isSigned, secretsRead } = await asked();

    expect(Object.keys(form)).toEqual(['grant_type', 'assertion']);
    expect(form.grant_type).toBe('urn:ietf:params:oauth:grant-type:jwt-bearer');
    expect(header).toEqual({ typ: 'JWT', alg: 'RS256' });
    expect(claims).toMatchObject({ iss: 'robot@example.com', aud: `${LOGIN}/token` });
    expect(claims).not.toHaveProperty('sub');
    expect(isSigned).toBe(true);
    expect(secretsRead).toEqual(['clientPrivateKey']);
  });

  it('variables say for whom, to whom and with which key', async () => {
    const { form, header, claims } = await asked({
      JWT_SUBJECT: 'ann@example.com',
      JWT_AUDIENCE: 'https://login.salesforce.com',
      OAUTH2_SCOPE: 'a b',
      OAUTH2_KEY_ID: 'key-1',
      OAUTH2_EXTRA_PARAMS: '{"tenant":"acme"}',
    });

    expect(claims).toMatchObject({
      sub: 'ann@example.com',
      aud: 'https://login.salesforce.com',
      scope: 'a b',
    });
    expect(form).toMatchObject({ scope: 'a b', tenant: 'acme' });
    expect(header).toMatchObject({ kid: 'key-1' });
  });

  it('OAUTH2_CLIENT_AUTH lets the client authenticate as well', async () => {
    const { form, secretsRead } = await asked(
      { OAUTH2_CLIENT_AUTH: 'client_secret_post' },
      { clientId: 'box-client', clientSecret: 'canary-secret' },
    );

    expect(form).toMatchObject({ client_id: 'box-client', client_secret: 'canary-secret' });
    expect(secretsRead.sort()).toEqual(['clientId', 'clientPrivateKey', 'clientSecret']);
  });

  it.each([
    [
      { JWT_ISSUER: '' },
      'JWT_ISSUER: OAUTH2_GRANT=jwt_bearer needs it; enter the client id or service account',
    ],
    [{ OAUTH2_AUDIENCE: 'orders' }, 'OAUTH2_AUDIENCE: not with OAUTH2_GRANT=jwt_bearer; '],
    [{ OAUTH2_GRANT: 'password' }, 'OAUTH2_GRANT: expected client_credentials, jwt_bearer'],
  ])('%j is refused before any secret is read', async (env, message) => {
    const { run, secretStorage } = createInstance({ env: { ...ENV, ...env } });

    await expect(run()).rejects.toThrow(`CONFIG_INVALID: ${message}`);
    expect(secretStorage.calls).toEqual([]);
  });

  it('a key with a passphrase is refused in words that help', async () => {
    const encrypted = `${privateKey.export({ type: 'pkcs8', format: 'pem', cipher: 'aes-128-cbc', passphrase: 'x' })}`;
    const { run } = createInstance({ env: ENV, secrets: { clientPrivateKey: encrypted } });

    await expect(run()).rejects.toThrow(
      'SIGNATURE_FAILED: clientPrivateKey: holds a key that is encrypted with a passphrase; store it decrypted',
    );
  });
});

describe('with private_key_jwt', () => {
  const env = { OAUTH2_CLIENT_AUTH: 'private_key_jwt' };

  async function assertionOf(more: Record<string, string>, clientPrivateKey = pem) {
    let assertion = '';
    nock(LOGIN)
      .post('/token', (body) => {
        assertion = body.client_assertion;
        return true;
      })
      .reply(200, { access_token: 'canary-token', expires_in: 3_600 });
    nock(API).get('/v1/orders').reply(200, {});
    await createInstance({
      env: { ...env, ...more },
      secrets: { clientId: 'client-1', clientPrivateKey },
    }).run();
    const [header, claims] = assertion.split('.');
    return { header: decode(header), claims: decode(claims) };
  }

  it('the audience is the token URL or what OAUTH2_ASSERTION_AUDIENCE says, the key id OAUTH2_KEY_ID', async () => {
    expect(await assertionOf({})).toMatchObject({ claims: { aud: `${LOGIN}/token` } });
    expect(
      await assertionOf({ OAUTH2_ASSERTION_AUDIENCE: 'https://issuer.example.com', OAUTH2_KEY_ID: 'k1' }),
    ).toMatchObject({
      header: { typ: 'JWT', alg: 'RS256', kid: 'k1' },
      claims: { aud: 'https://issuer.example.com' },
    });
  });

  it('a JWK says algorithm, key id and thumbprints', async () => {
    const members = { alg: 'PS256', kid: 'k2', x5t: 'a', 'x5t#S256': 'b' };
    const jwk = JSON.stringify({ ...privateKey.export({ format: 'jwk' }), ...members });

    expect((await assertionOf({}, jwk)).header).toEqual({ typ: 'JWT', ...members });
  });
});
