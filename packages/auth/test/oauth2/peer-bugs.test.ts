import { inspect } from 'node:util';
import { type Answer, type LoopbackServer, type RecordedRequest, startServer } from '@lp-functions/emulator';
import { idempotent, unsent } from '@lp-functions/platform';
import { createTestHost } from '@lp-functions/platform/testing';
import { credentialsOfRequest, findLeaks, startFaultyServer } from '@lp-functions/testbed';
import nock from 'nock';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { CLIENT_AUTHS } from '../../src/index.ts';
import { SECRETS, schedulerOf } from './refresh/support/scheduler.ts';
import { client, createRun, ed25519Pem, tokensOf } from './support.ts';

// What other clients do wrong, one test each, against real servers.

beforeEach(() => nock.enableNetConnect('127.0.0.1'));

const untilTheEnd = <Server extends LoopbackServer>(server: Server): Server => {
  onTestFinished(() => server.stop());
  return server;
};

describe.each([
  { parameters: { grant_type: 'client_credentials' }, retry: idempotent },
  { parameters: { grant_type: 'refresh_token', refresh_token: 'canary-refresh-token' }, retry: unsent },
])('with the grant $parameters.grant_type', (grant) => {
  describe.each(CLIENT_AUTHS)('and %s', (clientAuth) => {
    const clientSecret = clientAuth === 'private_key_jwt' ? ed25519Pem() : client.clientSecret;

    function request(tokenUrl: string) {
      const run = createRun({ tokenUrl });
      // As reading the secrets does.
      run.redactor.add(clientSecret, grant.parameters.refresh_token);
      return tokensOf(run, { ...client, clientAuth, clientSecret, tokenUrl }, grant);
    }

    it('a redirect of the token endpoint is not followed with the credentials', async () => {
      const elsewhere = untilTheEnd(await startServer(() => ({ body: { access_token: 'theirs' } })));
      for (const status of [301, 302, 303, 307, 308] as const) {
        const fault = { kind: 'redirect', location: `${elsewhere.url}/token`, status } as const;
        const { url } = untilTheEnd(await startFaultyServer(fault));
        await expect(request(url)).rejects.toMatchObject({ code: 'RESPONSE_INVALID', status });
      }
      expect(elsewhere.requests).toEqual([]);
    });

    const minted = { access_token: 'canary-access-token', refresh_token: 'canary-rotated-token' };
    /** What a request showed to the server, in the spellings of the wire. */
    const sent = ({ headers, body }: RecordedRequest) => `${clientSecret} ${headers.authorization} ${body}`;
    /** And what it gets for it. */
    const seen = (request: RecordedRequest) => `${Object.values(minted)} ${sent(request)}`;

    it.each<[string, (request: RecordedRequest) => Answer]>([
      [
        'a refusal',
        (it) => ({ status: 401, body: { error: 'invalid_client', error_description: sent(it) } }),
      ],
      [
        'a refusal beside tokens',
        (it) => ({ body: { ...minted, error: 'denied', error_description: seen(it) } }),
      ],
      ['an odd refusal', (it) => ({ status: 400, body: { error: { request: seen(it) }, ...minted } })],
      ['tokens of an unknown type', (it) => ({ body: { ...minted, token_type: seen(it) } })],
      ['a page with tokens', (it) => ({ status: 403, body: `<p>${seen(it)}` })],
      ['more than can be read', (it) => ({ body: { ...minted, padding: seen(it).repeat(1_000) } })],
    ])('%s does not print tokens or credentials in the error', async (_, answer) => {
      const { url, requests } = untilTheEnd(await startServer(answer));
      const error = await request(url).then(
        () => 'no error',
        (error) => error,
      );
      const printed = `${inspect(error, { depth: null, showHidden: true })} ${JSON.stringify(error)}`;
      const credentials = [clientSecret, ...Object.values(minted)];
      expect(printed).toMatch(/TOKEN_REJECTED|RESPONSE_INVALID/);
      expect(findLeaks(printed, [...credentials, ...requests.flatMap(credentialsOfRequest)])).toEqual([]);
    });
  });
});

describe('a refresh', () => {
  async function start(answer: (request: RecordedRequest) => Answer | Promise<Answer>) {
    const { url, requests } = untilTheEnd(await startServer(answer));
    const env = { REQUEST_TIMEOUT_MS: '300' };
    const host = createTestHost({ env, secrets: SECRETS });
    const definition = schedulerOf({ TOKEN_URL: `${url}/token` });
    const stored = () => Object.fromEntries(host.secretStorage.values);
    return { requests, stored, run: () => host.invoke(definition) };
  }

  it('keeps the refresh token when the server returns none', async () => {
    const body = { access_token: 'canary-access-1', expires_in: 60 };
    for (const none of [{}, { refresh_token: null }, { refresh_token: '' }]) {
      const { run, stored } = await start(() => ({ body: { ...body, ...none } }));

      expect(await run()).toMatchObject({ refreshed: [{ rotated: false }] });
      expect(stored()).toEqual({ ...SECRETS, accessToken: 'canary-access-1' });
    }
  });

  it('does not discard a rotated refresh token, and uses it the next time', async () => {
    let n = 0;
    const { requests, run, stored } = await start(() => {
      n += 1;
      return { body: { access_token: `canary-access-${n}`, refresh_token: `canary-refresh-${n}` } };
    });

    await run();
    await run();
    expect(requests.map(({ body }) => new URLSearchParams(body).get('refresh_token'))).toEqual([
      'canary-refresh-0',
      'canary-refresh-1',
    ]);
    expect(stored()).toMatchObject({ refreshToken: 'canary-refresh-2', accessToken: 'canary-access-2' });
  });

  it('is not posted four times on a 503, which may come from a proxy when the work is done', async () => {
    const { requests, run, stored } = await start(() => ({ status: 503 }));

    await expect(run()).rejects.toThrow('REFRESH_FAILED');
    expect(requests.length).toBeLessThanOrEqual(2);
    expect(stored()).toEqual(SECRETS);
  });

  it('is posted once when no answer comes, or half of one', async () => {
    for (const kind of ['hang', 'stall', 'truncate', 'reset-after'] as const) {
      const { url, requests } = untilTheEnd(await startFaultyServer({ kind }));
      const host = createTestHost({ env: { REQUEST_TIMEOUT_MS: '300' }, secrets: SECRETS });

      await expect(host.invoke(schedulerOf({ TOKEN_URL: url }))).rejects.toThrow('REFRESH_FAILED');
      expect(requests).toHaveLength(1);
    }
  });

  it('does not print the refresh token, whatever the server says', async () => {
    const { run } = await start(({ body }) => ({
      status: 400,
      body: { error: 'invalid_request', error_description: `what is ${body}?`, refresh_token: 'canary-1' },
    }));

    const error = await run().catch((reason) => reason);
    // The client's id names it and may be shown (RFC 6749 2.2).
    const shown = inspect(error, { depth: null, showHidden: true }).replaceAll(
      'client_id=canary-client&',
      '',
    );
    expect(shown).not.toMatch(/canary/);
    expect(error).toMatchObject({ code: 'REFRESH_FAILED' });
  });
});
