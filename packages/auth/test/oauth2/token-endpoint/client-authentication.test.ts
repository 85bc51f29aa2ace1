import { idempotent } from '@lp-functions/platform';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import { expect, it } from 'vitest';
import { CLIENT_AUTHS, clientSecretName, requestToken } from '../../../src/index.ts';
import { authenticate } from '../../../src/oauth2/token-endpoint/client-authentication.ts';
import { client, createRun, ed25519Pem, TOKEN_URL } from '../support.ts';

const added = (changes: Partial<typeof client>, run = createRun()) =>
  authenticate(run, { ...client, ...changes });

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

it('client_secret_post puts id and secret in the body', () => {
  expect(added({ clientAuth: 'client_secret_post', clientId: 'a&b', clientSecret: 'ü=1' })).toEqual({
    headers: {},
    parameters: { client_id: 'a&b', client_secret: 'ü=1' },
  });
});

it('client_secret_basic form-encodes id and secret before it joins them', () => {
  expect(added({ clientAuth: 'client_secret_basic', clientId: 'a:b c', clientSecret: 'ü+%/~' })).toEqual({
    headers: { authorization: basic('a%3Ab+c:%C3%BC%2B%25%2F%7E') },
    parameters: {},
  });
});

it('client_secret_basic_raw joins them as they are, in UTF-8', () => {
  expect(added({ clientAuth: 'client_secret_basic_raw', clientId: 'a b', clientSecret: 'ü+%:/' })).toEqual({
    headers: { authorization: basic('a b:ü+%:/') },
    parameters: {},
  });
});

it('private_key_jwt names the client and carries an assertion, and no secret', () => {
  expect(added({ clientAuth: 'private_key_jwt', clientSecret: ed25519Pem() })).toEqual({
    headers: {},
    parameters: {
      client_id: client.clientId,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
    },
  });
});

it('a client without authentication says nothing about itself', () => {
  expect(authenticate(createRun(), { tokenUrl: TOKEN_URL, clientAuth: 'none' })).toEqual({
    headers: {},
    parameters: {},
  });
});

const decode = (part = '') => JSON.parse(Buffer.from(part, 'base64url').toString());

it.each([
  [{}, { aud: TOKEN_URL }, {}],
  [{ assertionAudience: 'https://issuer.example.com/' }, { aud: 'https://issuer.example.com/' }, {}],
  [{ keyId: 'key-7' }, { aud: TOKEN_URL }, { kid: 'key-7' }],
])('an assertion of a client with %j is for %j and its header holds %j', (changes, claims, header) => {
  const { parameters } = added({ clientAuth: 'private_key_jwt', clientSecret: ed25519Pem(), ...changes });
  const [head, payload] = parameters.client_assertion?.split('.') ?? [];

  expect(decode(payload)).toMatchObject({ iss: client.clientId, sub: client.clientId, ...claims });
  expect(decode(head)).toEqual({ typ: 'JWT', alg: 'EdDSA', ...header });
});

it.each([
  [{}, 'clientPrivateKey'],
  [{ secretName: 'acme_clientSecret' }, 'acme_clientSecret'],
])('a key that is none is told with the name of its secret: %j', (changes, name) => {
  expect(() => added({ clientAuth: 'private_key_jwt', ...changes })).toThrow(`SIGNATURE_FAILED: ${name}: `);
});

it('private_key_jwt uses the secret clientPrivateKey, everything else clientSecret', () => {
  expect(CLIENT_AUTHS.map(clientSecretName)).toEqual([
    'clientSecret',
    'clientSecret',
    'clientSecret',
    'clientPrivateKey',
  ]);
});

it('a Basic header is redacted from then on', () => {
  const run = createRun();
  for (const clientAuth of ['client_secret_basic', 'client_secret_basic_raw'] as const) {
    const { authorization = '' } = added({ clientAuth }, run).headers;
    expect(run.redactor.text(authorization)).toBe('Basic [redacted]');
  }
});

it.each(CLIENT_AUTHS)('%s redacts the secret as it stands in a form, too, but not the id', (clientAuth) => {
  const run = createRun();
  const clientId = 'abc8Q~d (e)!-f*g';
  const clientSecret = clientAuth === 'private_key_jwt' ? ed25519Pem().trim() : 'a secret~ (of)!-abc8*Q';
  // As reading the secret does.
  run.redactor.add(clientSecret);
  added({ clientAuth, clientId, clientSecret }, run);

  expect(run.redactor.text(`${new URLSearchParams({ clientId, clientSecret })}`)).toBe(
    `${new URLSearchParams({ clientId })}&clientSecret=[redacted]`,
  );
});

it('every attempt has an assertion of its own, since servers take each only once', async () => {
  const sent: (string | null)[] = [];
  const clock = createTestClock();
  const host = createTestHost({
    clock,
    exchange: async ({ body }) => {
      sent.push(new URLSearchParams(body).get('client_assertion'));
      return sent.length < 3
        ? { status: 500, headers: {}, text: '' }
        : { status: 200, headers: {}, text: '{"access_token":"a"}' };
    },
  });
  await clock.finish(
    requestToken(
      createRun({ host }),
      { ...client, clientAuth: 'private_key_jwt', clientSecret: ed25519Pem() },
      { parameters: { grant_type: 'client_credentials' }, retry: idempotent },
    ),
  );
  expect(new Set(sent).size).toBe(3);
});
