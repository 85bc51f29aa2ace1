import { idempotent } from '@lp-functions/platform';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import { expect, it } from 'vitest';
import { CLIENT_AUTHS, clientSecretName, requestToken } from '../../src/index.ts';
import { authenticate } from '../../src/oauth2/client-auth.ts';
import { client, createRun, ed25519Pem } from './support.ts';

/** What authentication adds to a request. */
function added(changes: Partial<typeof client>, run = createRun()) {
  const headers: Record<string, string> = {};
  const body = new URLSearchParams();
  authenticate(run, { ...client, ...changes }, headers, body);
  return { headers, body: Object.fromEntries(body) };
}

const basic = (text: string) => `Basic ${Buffer.from(text).toString('base64')}`;

it('client_secret_post puts id and secret in the body', () => {
  expect(added({ clientAuth: 'client_secret_post', clientId: 'a&b', clientSecret: 'ü=1' })).toEqual({
    headers: {},
    body: { client_id: 'a&b', client_secret: 'ü=1' },
  });
});

it('client_secret_basic form-encodes id and secret before it joins them', () => {
  expect(added({ clientAuth: 'client_secret_basic', clientId: 'a:b c', clientSecret: 'ü+%/~' })).toEqual({
    headers: { authorization: basic('a%3Ab+c:%C3%BC%2B%25%2F%7E') },
    body: {},
  });
});

it('client_secret_basic_raw joins them as they are, in UTF-8', () => {
  expect(added({ clientAuth: 'client_secret_basic_raw', clientId: 'a b', clientSecret: 'ü+%:/' })).toEqual({
    headers: { authorization: basic('a b:ü+%:/') },
    body: {},
  });
});

it('private_key_jwt names the client and carries an assertion, and no secret', () => {
  const { headers, body } = added({ clientAuth: 'private_key_jwt', clientSecret: ed25519Pem() });
  expect(headers).toEqual({});
  expect(body).toEqual({
    client_id: client.clientId,
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: expect.stringMatching(/^[\w-]+\.[\w-]+\.[\w-]+$/),
  });
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

it.each(CLIENT_AUTHS)('%s redacts id and secret as they stand in a form, too', (clientAuth) => {
  const run = createRun();
  const clientId = 'abc8Q~d (e)!-f*g';
  const clientSecret = clientAuth === 'private_key_jwt' ? ed25519Pem() : `secret of ${clientId}`;
  added({ clientAuth, clientId, clientSecret }, run);

  expect(run.redactor.text(`${new URLSearchParams({ clientId, clientSecret })}`)).toBe(
    'clientId=[redacted]&clientSecret=[redacted]',
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
      {
        ...client,
        clientAuth: 'private_key_jwt',
        clientSecret: ed25519Pem(),
      },
      { parameters: { grant_type: 'client_credentials' }, retry: idempotent },
    ),
  );
  expect(new Set(sent).size).toBe(3);
});
