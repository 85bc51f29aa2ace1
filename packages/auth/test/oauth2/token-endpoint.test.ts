import { idempotent, sleep } from '@lp-functions/platform';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import { requestToken, type TokenGrant } from '../../src/index.ts';
import { client, createRun, ORIGIN, TOKEN_URL } from './support.ts';

const grant: TokenGrant = {
  parameters: { grant_type: 'client_credentials' },
  retry: () => false,
};

/** One token request, answered like this. */
function answered(status: number, body?: string | object, headers: Record<string, string> = {}) {
  nock(ORIGIN)
    .post('/oauth2/token')
    .reply(status, body as nock.Body, headers);
  return requestToken(createRun(), client, grant);
}

describe('the request', () => {
  /** The form that arrives. */
  async function formOf(parameters: TokenGrant['parameters'], extra?: Record<string, string>) {
    let form = '';
    nock(ORIGIN)
      .post('/oauth2/token', (body) => {
        form = `${new URLSearchParams(body)}`;
        return true;
      })
      .matchHeader('accept', 'application/json')
      .matchHeader('content-type', 'application/x-www-form-urlencoded')
      .reply(200, { access_token: 'a' });
    await requestToken(
      createRun(),
      { ...client, clientAuth: 'client_secret_basic' },
      {
        ...grant,
        parameters,
        extra,
      },
    );
    return form;
  }

  it('carries the parameters of the grant and leaves out what is empty', async () => {
    expect(
      await formOf({ grant_type: 'client_credentials', scope: 'a b', audience: '', resource: undefined }),
    ).toBe('grant_type=client_credentials&scope=a+b');
  });

  it('carries extra parameters', async () => {
    expect(await formOf(grant.parameters, { tenant: 'ä&b' })).toBe(
      'grant_type=client_credentials&tenant=%C3%A4%26b',
    );
  });

  it.each(['grant_type', 'scope', 'client_secret', 'client_assertion', 'client_assertion_type'])(
    'is not sent when an extra parameter would override %s',
    async (name) => {
      await expect(
        requestToken(
          createRun(),
          { ...client, clientAuth: 'client_secret_basic' },
          {
            ...grant,
            parameters: { ...grant.parameters, scope: 'a' },
            extra: { [name]: 'other' },
          },
        ),
      ).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining(name) });
    },
  );
});

describe('the answer', () => {
  it('is read whatever its content type and 2xx status say', async () => {
    const body = JSON.stringify({ access_token: 'a', refresh_token: 'r', scope: 's', expires_in: 60 });
    expect(await answered(201, body, { 'content-type': 'text/html' })).toMatchObject({
      accessToken: 'a',
      refreshToken: 'r',
      scope: 's',
    });
  });

  it.each([
    [3_600, 3_600],
    ['3600', 3_600],
    [0, 0],
    [1e300, 1e9],
  ])('expires_in %j makes a lifetime of %d seconds, counted from before the request', async (value, secs) => {
    const clock = createTestClock();
    const sentAt = clock.now();
    const host = createTestHost({
      clock,
      exchange: async () => {
        await clock.advance(5_000);
        return { status: 200, headers: {}, text: JSON.stringify({ access_token: 'a', expires_in: value }) };
      },
    });
    const tokens = await requestToken(createRun({ host }), client, grant);
    expect(tokens).toMatchObject({ requestedAt: sentAt, expiresAt: sentAt + secs * 1_000 });
  });

  it.each([undefined, null, '', 'soon', -1, true, {}])('expires_in %j is no lifetime', async (value) => {
    expect((await answered(200, { access_token: 'a', expires_in: value })).expiresAt).toBeUndefined();
  });

  it('null is absent', async () => {
    const body = { access_token: 'a', token_type: null, error: null, refresh_token: null, scope: null };
    expect(await answered(200, body)).toMatchObject({
      accessToken: 'a',
      refreshToken: undefined,
      scope: undefined,
    });
  });

  it.each([undefined, 'Bearer', 'bearer', 'BEARER', 'BearerToken'])(
    'token_type %j is a bearer token',
    async (token_type) => {
      expect(await answered(200, { access_token: 'a', token_type })).toMatchObject({ accessToken: 'a' });
    },
  );

  it.each(['mac', 'DPoP', 'N_A', 7, {}])('token_type %j is not understood', async (token_type) => {
    await expect(answered(200, { access_token: 'a', token_type })).rejects.toMatchObject({
      code: 'RESPONSE_INVALID',
    });
  });

  it.each([undefined, null, '', 7, {}, ['a'], 'line\nbreak', 'ü'])(
    'access_token %j is none',
    async (access_token) => {
      await expect(answered(200, { access_token })).rejects.toMatchObject({
        code: 'RESPONSE_INVALID',
        status: 200,
      });
    },
  );

  it.each([
    ['nothing', 200, ''],
    ['HTML', 200, '<!doctype html><p>Maintenance'],
    ['HTML with an error status', 503, '<!doctype html><p>Maintenance'],
    ['an array', 200, '[{"access_token":"a"}]'],
    ['a form', 200, 'access_token=a&token_type=bearer'],
    ['a token with an error status', 500, '{"access_token":"a"}'],
    ['a token with an error status that has a 2 in it', 502, '{"access_token":"a"}'],
    ['more than 64 KiB', 200, JSON.stringify({ access_token: 'a', padding: 'x'.repeat(65_536) })],
  ])('%s is RESPONSE_INVALID with the status', async (_, status, body) => {
    await expect(answered(status, body)).rejects.toMatchObject({
      code: 'RESPONSE_INVALID',
      status,
      message: expect.stringContaining(`login.example.com answered ${status}`),
    });
  });

  it('64 KiB are read, and not a byte more', async () => {
    const body = JSON.stringify({ access_token: 'a', padding: '' });
    const padded = (bytes: number) => body.replace('""', `"${'x'.repeat(bytes - body.length)}"`);
    expect(await answered(200, padded(65_536))).toMatchObject({ accessToken: 'a' });
    await expect(answered(200, padded(65_537))).rejects.toMatchObject({ code: 'RESPONSE_INVALID' });
  });
});

describe('an OAuth error', () => {
  it.each([400, 401, 200, 500])('is TOKEN_REJECTED with status %d, even beside a token', async (status) => {
    const error = await answered(status, {
      access_token: 'canary-access',
      error: 'invalid_scope',
      error_description: 'no such scope',
    }).catch((error) => error);
    expect(error).toMatchObject({ code: 'TOKEN_REJECTED', status, reason: 'invalid_scope' });
    expect(error.message).toBe('TOKEN_REJECTED: login.example.com answered invalid_scope: no such scope');
  });

  it('is told without a description too', async () => {
    await expect(answered(400, { error: 'invalid_client' })).rejects.toThrow(
      /^TOKEN_REJECTED: login.example.com answered invalid_client$/,
    );
  });

  it('may be an object, as some servers write it', async () => {
    await expect(answered(400, { error: { code: 'denied' } })).rejects.toThrow('answered {"code":"denied"}');
  });

  it('has its description shortened and freed of line breaks', async () => {
    const { message } = await answered(400, {
      error: 'invalid_request',
      error_description: `a\r\nb${'c'.repeat(1_000)}`,
    }).catch((error) => error);
    expect(message).toContain('invalid_request: a bccc');
    expect(message.length).toBeLessThan(300);
  });
});

describe('credentials', () => {
  it.each(['client_secret_post', 'client_secret_basic', 'client_secret_basic_raw'] as const)(
    'that a server repeats are not in the error, with %s',
    async (clientAuth) => {
      const run = createRun();
      for (const field of ['error', 'error_description']) {
        nock(ORIGIN)
          .post('/oauth2/token')
          .reply(400, function (_, sent) {
            const form = typeof sent === 'string' ? sent : `${new URLSearchParams(sent)}`;
            // Cutting at 200 characters must not leave the first half of a credential.
            const repeated = `${this.req.headers.authorization} ${form} ${client.clientSecret}`;
            return {
              error: 'invalid_client',
              access_token: 'canary-access',
              [field]: `canary-access ${repeated}`,
            };
          });
        run.redactor.add(client.clientSecret, client.clientId);
        const error = await requestToken(run, { ...client, clientAuth }, grant).catch((error) => error);
        expect(error.code).toBe('TOKEN_REJECTED');
        expect(JSON.stringify([error.message, error.reason])).not.toMatch(/canary|Y2FuYXJ5/);
      }
    },
  );

  it('that the server minted are redacted from then on', async () => {
    const run = createRun();
    nock(ORIGIN).post('/oauth2/token').reply(200, {
      access_token: 'canary-access',
      refresh_token: 'canary-refresh',
      id_token: 'canary-id-token',
    });
    await requestToken(run, client, grant);
    expect(run.redactor.text('canary-access canary-refresh canary-id-token')).not.toContain('canary');
  });
});

describe('transport', () => {
  it.each([301, 302, 303, 307, 308])('a redirect with %d is refused and not followed', async (status) => {
    await expect(answered(status, '', { location: `${ORIGIN}/elsewhere` })).rejects.toMatchObject({
      code: 'RESPONSE_INVALID',
      status,
    });
  });

  it('repeats a request as the policy says, awaiting the pace before every attempt', async () => {
    const clock = createTestClock();
    const statuses = [503, 429, 200];
    const steps: string[] = [];
    const host = createTestHost({
      clock,
      exchange: async () => {
        steps.push('sent');
        return { status: statuses.shift() ?? 0, headers: {}, text: '{"access_token":"a","expires_in":60}' };
      },
    });
    const start = clock.now();
    const tokens = await clock.finish(
      requestToken(createRun({ host }), client, {
        ...grant,
        retry: idempotent,
        pace: async () => {
          await sleep(clock, 67);
          steps.push('paced');
        },
      }),
    );
    expect(steps).toEqual(['paced', 'sent', 'paced', 'sent', 'paced', 'sent']);
    expect(tokens.requestedAt).toBeGreaterThan(start);
    expect(tokens.expiresAt).toBe(tokens.requestedAt + 60_000);
  });

  it('passes transport errors on', async () => {
    nock(ORIGIN)
      .post('/oauth2/token')
      .replyWithError(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    await expect(requestToken(createRun(), client, grant)).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
    await expect(
      requestToken(createRun(), { ...client, tokenUrl: TOKEN_URL.replace('login', 'other') }, grant),
    ).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' });
  });
});
