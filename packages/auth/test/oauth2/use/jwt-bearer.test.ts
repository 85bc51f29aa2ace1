import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type JwtBearer, jwtBearer } from '../../../src/index.ts';
import { type Call, createInstance } from '../instance.ts';
import { TOKEN_URL } from '../support.ts';

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const SECRETS = {
  clientId: 'client-1',
  clientSecret: 'canary-secret',
  clientPrivateKey: `${privateKey.export({ type: 'pkcs8', format: 'pem' })}`,
};

const call = (changes: Partial<JwtBearer> = {}): Call => ({
  tokens: (run) =>
    jwtBearer(run, { tokenUrl: TOKEN_URL, issuer: 'robot@example.com', defaultTtlSecs: 300, ...changes }),
});

const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

/** What a token request says. */
async function requested(changes: Partial<JwtBearer> = {}) {
  const { run, secrets, server } = createInstance({ secrets: SECRETS });
  expect(await run(call(changes))).toMatchObject({ status: 200 });
  const [request] = server.tokenRequests;
  const form = Object.fromEntries(new URLSearchParams(request?.body));
  const [header = '', claims = '', signature = ''] = form.assertion?.split('.') ?? [];
  return {
    form,
    authorization: request?.headers.authorization,
    header: decode(header),
    claims: decode(claims),
    isSigned: verify(
      'sha256',
      Buffer.from(`${header}.${claims}`),
      createPublicKey(privateKey),
      Buffer.from(signature, 'base64url'),
    ),
    asked: secrets.calls.map(({ name }) => name),
  };
}

describe('a token by jwt_bearer', () => {
  it('is asked for with a signed statement and nothing else (RFC 7523 2.1)', async () => {
    const { form, authorization, header, claims, isSigned, asked } = await requested();

    expect(form).toEqual({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: expect.any(String),
    });
    expect(authorization).toBeUndefined();
    expect(header).toEqual({ typ: 'JWT', alg: 'RS256' });
    expect(claims).toEqual({
      iss: 'robot@example.com',
      aud: TOKEN_URL,
      jti: expect.any(String),
      iat: expect.any(Number),
      exp: expect.any(Number),
    });
    expect(isSigned).toBe(true);
    expect(asked).toEqual(['clientPrivateKey']);
  });

  it('says for whom, to whom and what for, scopes also as a claim, where Google looks', async () => {
    const { form, header, claims } = await requested({
      subject: 'ann@example.com',
      audience: 'https://login.salesforce.com',
      scope: 'a b',
      resource: ['urn:x'],
      extra: { tenant: 'acme' },
      keyId: 'key-1',
    });

    expect(form).toMatchObject({ scope: 'a b', resource: 'urn:x', tenant: 'acme' });
    expect(claims).toMatchObject({
      sub: 'ann@example.com',
      aud: 'https://login.salesforce.com',
      scope: 'a b',
    });
    expect(header).toMatchObject({ kid: 'key-1' });
  });

  it('names the client as well when that has to authenticate', async () => {
    const { form, asked } = await requested({ clientAuth: 'client_secret_post' });

    expect(form).toMatchObject({ client_id: 'client-1', client_secret: 'canary-secret' });
    expect(asked.sort()).toEqual(['clientId', 'clientPrivateKey', 'clientSecret']);
  });

  it('is kept, and another statement gets another', async () => {
    const { run, server } = createInstance({ secrets: SECRETS });
    await run(call());
    await run(call());
    expect(server.tokenRequests).toHaveLength(1);
    await run(call({ subject: 'ann@example.com' }));
    expect(server.tokenRequests).toHaveLength(2);
  });

  it('that is asked for again is asked with another statement: a server takes each once', async () => {
    const { run, server } = createInstance({ secrets: SECRETS });
    server.faults.push({ status: 503, headers: {}, text: '' });
    await run(call());
    const assertions = server.tokenRequests.map(({ body }) => new URLSearchParams(body).get('assertion'));
    expect(new Set(assertions).size).toBe(2);
  });

  it('whose key is none names the secret as the account does', async () => {
    const { run } = createInstance({
      secrets: { google_key: 'canary-key' },
      env: { SECRET_CLIENT_PRIVATE_KEY: 'google_key' },
    });
    await expect(run(call())).rejects.toThrow(/^SIGNATURE_FAILED: google_key: (?!.*canary)/);
  });
});
