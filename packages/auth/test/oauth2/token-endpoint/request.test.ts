import { idempotent } from '@lp-functions/platform';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import nock from 'nock';
import { describe, expect, it } from 'vitest';
import {
  clientCredentialsGrant,
  refreshTokenGrant,
  requestToken,
  type TokenRequest,
} from '../../../src/index.ts';
import { client, createRun, ORIGIN, TOKEN_URL, tokensOf } from '../support.ts';

const request: TokenRequest = {
  parameters: { grant_type: 'client_credentials' },
  retry: () => false,
};

const basic = { ...client, clientAuth: 'client_secret_basic' } as const;

describe('the request', () => {
  /** The form that arrives. */
  async function formOf(changes: Partial<TokenRequest>) {
    let form = '';
    nock(ORIGIN)
      .post('/oauth2/token', (body) => {
        form = `${new URLSearchParams(body)}`;
        return true;
      })
      .matchHeader('accept', 'application/json')
      .matchHeader('content-type', 'application/x-www-form-urlencoded')
      .reply(200, { access_token: 'a' });
    await requestToken(createRun(), basic, { ...request, ...changes });
    return form;
  }

  it('carries the parameters of the grant and leaves out what is empty', async () => {
    expect(
      await formOf({
        parameters: { grant_type: 'client_credentials', scope: 'a b', audience: '', resource: undefined },
      }),
    ).toBe('grant_type=client_credentials&scope=a+b');
    expect(await formOf({ parameters: { grant_type: 'x', resource: ['', 'urn:a'] } })).toBe(
      'grant_type=x&resource=urn%3Aa',
    );
  });

  it.each([
    [
      clientCredentialsGrant({ scope: 's', audience: 'a' }),
      'grant_type=client_credentials&scope=s&audience=a',
    ],
    [refreshTokenGrant('r'), 'grant_type=refresh_token&refresh_token=r'],
    [refreshTokenGrant('r', 's'), 'grant_type=refresh_token&refresh_token=r&scope=s'],
  ])('carries a grant: %j', async (grant, form) => {
    expect(await formOf(grant)).toBe(form);
  });

  it('carries extra parameters', async () => {
    expect(await formOf({ extra: { tenant: 'ä&b' } })).toBe(
      'grant_type=client_credentials&tenant=%C3%A4%26b',
    );
  });

  it.each(['grant_type', 'scope', 'client_secret', 'client_assertion', 'client_assertion_type'])(
    'is not sent when an extra parameter would override %s',
    async (name) => {
      const parameters = { ...request.parameters, scope: 'a' };
      const extra = { [name]: 'other' };

      await expect(requestToken(createRun(), basic, { ...request, parameters, extra })).rejects.toThrow(
        `CONFIG_INVALID: OAUTH2_EXTRA_PARAMS: ${name} is set by the function; remove it there`,
      );
      await expect(
        requestToken(createRun(), basic, { ...request, parameters, extra, extraName: 'groups[1].extra' }),
      ).rejects.toThrow(`CONFIG_INVALID: groups[1].extra: ${name} `);
    },
  );
});

describe('the answer', () => {
  it('counts a lifetime from before the request', async () => {
    const clock = createTestClock();
    const sentAt = clock.now();
    const host = createTestHost({
      clock,
      exchange: async () => {
        await clock.advance(5_000);
        return { status: 200, headers: {}, text: '{"access_token":"a","expires_in":60}' };
      },
    });
    const tokens = await tokensOf(createRun({ host }), client, request);
    expect(tokens).toMatchObject({ requestedAt: sentAt, expiresAt: sentAt + 60_000 });
  });

  it('is read up to 64 KiB, and not a byte more', async () => {
    const body = JSON.stringify({ access_token: 'a', padding: '' });
    const padded = (bytes: number) => body.replace('""', `"${'x'.repeat(bytes - body.length)}"`);
    const answered = (bytes: number) => {
      nock(ORIGIN).post('/oauth2/token').reply(200, padded(bytes));
      return tokensOf(createRun(), client, request);
    };

    expect(await answered(65_536)).toMatchObject({ accessToken: 'a' });
    await expect(answered(65_537)).rejects.toMatchObject({
      code: 'RESPONSE_INVALID',
      status: 200,
      message: expect.stringContaining('login.example.com answered 200 with more than 65536 bytes'),
    });
  });
});

describe('transport', () => {
  it.each([301, 302, 303, 307, 308])('a redirect with %d is refused and not followed', async (status) => {
    nock(ORIGIN)
      .post('/oauth2/token')
      .reply(status, '', { location: `${ORIGIN}/elsewhere` });

    await expect(requestToken(createRun(), client, request)).rejects.toMatchObject({
      code: 'RESPONSE_INVALID',
      status,
      text: `login.example.com answered ${status} and not a token; redirects are not followed with credentials, set the token URL to where it leads`,
    });
  });

  it('repeats a request as the policy says, and counts from the attempt that was paced and answered', async () => {
    const clock = createTestClock();
    const statuses = [503, 429, 200];
    const sentAt: number[] = [];
    const host = createTestHost({
      clock,
      exchange: async () => {
        sentAt.push(clock.now());
        return { status: statuses.shift() ?? 0, headers: {}, text: '{"access_token":"a","expires_in":60}' };
      },
    });
    const run = createRun({ host });
    const http = run.http.paced();
    // Others have their turn first.
    const others = [
      http.send({ method: 'GET', url: TOKEN_URL }),
      http.send({ method: 'GET', url: TOKEN_URL }),
    ];
    await clock.finish(Promise.all(others));
    statuses.splice(0, 3, 503, 429, 200);
    sentAt.length = 0;

    const tokens = await clock.finish(tokensOf({ ...run, http }, client, { ...request, retry: idempotent }));
    expect(sentAt).toHaveLength(3);
    expect(tokens.requestedAt).toBe(sentAt[2]);
    expect(tokens.expiresAt).toBe(tokens.requestedAt + 60_000);
  });

  it('passes transport errors on', async () => {
    nock(ORIGIN)
      .post('/oauth2/token')
      .replyWithError(Object.assign(new Error('no'), { code: 'ECONNREFUSED' }));
    await expect(requestToken(createRun(), client, request)).rejects.toMatchObject({ code: 'NETWORK_ERROR' });
    await expect(
      requestToken(createRun(), { ...client, tokenUrl: TOKEN_URL.replace('login', 'other') }, request),
    ).rejects.toMatchObject({ code: 'TARGET_NOT_ALLOWED' });
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
        // As reading the secrets does, of which the id is none.
        run.redactor.add(client.clientSecret);
        const error = await requestToken(run, { ...client, clientAuth, clientId: 'client 1' }, request).catch(
          (error) => error,
        );
        expect(error.code).toBe('TOKEN_REJECTED');
        expect(JSON.stringify([error.message, error.reason])).not.toMatch(/canary|Y2FuYXJ5/);
      }
    },
  );

  it('that the server minted are redacted from then on, those of nested objects too', async () => {
    const run = createRun();
    nock(ORIGIN)
      .post('/oauth2/token')
      .reply(200, {
        access_token: 'canary-access',
        refresh_token: 'canary-refresh',
        id_token: 'canary-id-token',
        authed_user: { access_token: 'canary-user-token' },
      });
    await requestToken(run, client, request);
    expect(run.redactor.text('canary-access canary-refresh canary-id-token canary-user-token')).not.toContain(
      'canary',
    );
  });
});
