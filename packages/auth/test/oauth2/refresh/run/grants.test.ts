import { createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { sleep } from '@lp-functions/platform';
import type { ExchangeRequest } from '@lp-functions/platform/internal';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import { schedulerOf } from '../support/scheduler.ts';

const TOKEN_URL = 'https://auth.example.com/token';
const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();

/** A scheduler with one group, and what it sends. */
function start(group: object, secrets: Record<string, unknown>) {
  const clock = createTestClock();
  const forms: URLSearchParams[] = [];
  const host = createTestHost({
    clock,
    secrets: {
      list: [{ tokenUrl: TOKEN_URL, storage: 'single', withinSecs: 600, names: ['acme'], ...group }],
      acme_tokenSet: '-',
      ...secrets,
    },
    async exchange({ body }: ExchangeRequest) {
      forms.push(new URLSearchParams(body));
      await sleep(clock, 100);
      return {
        status: 200,
        headers: {},
        text: JSON.stringify({ access_token: `access-${forms.length}`, expires_in: 3_600, api_domain: 'x' }),
      };
    },
  });
  const definition = schedulerOf({ TOKEN_URL: undefined, CONNECTIONS: 'list' });
  return {
    clock,
    forms,
    stored: (name = 'acme_tokenSet') => host.secretStorage.values.get(name),
    run: () => clock.finish(host.invoke(definition)),
  };
}

describe('client credentials', () => {
  const secrets = { id: 'the-id', secret: 'the-secret' };
  const group = { grant: 'client_credentials', clientId: 'id', clientSecret: 'secret', scope: 'orders' };

  it('keep one token in the storage for all functions', async () => {
    const { clock, forms, run, stored } = start({ ...group, extra: { audience: 'api' } }, secrets);

    expect(await run()).toMatchObject({ refreshed: [{ connection: 'acme', rotated: false }] });
    expect(Object.fromEntries(forms[0] ?? [])).toEqual({
      grant_type: 'client_credentials',
      scope: 'orders',
      audience: 'api',
      client_id: 'the-id',
      client_secret: 'the-secret',
    });
    expect(stored()).toBe(
      JSON.stringify({
        api_domain: 'x',
        access_token: 'access-1',
        expires_at: Date.UTC(2026, 0, 1, 1) / 1_000,
        token_type: 'Bearer',
      }),
    );
    await clock.advance(600_000);
    expect(await run()).toMatchObject({ skipped: [{ reason: 'not due' }] });
    await clock.advance(3_000_000);
    expect(await run()).toMatchObject({ refreshed: [{ connection: 'acme' }] });
  });

  it('need no refresh token in separate secrets either', async () => {
    const { run, stored } = start(
      { ...group, storage: 'separate', withinSecs: 0 },
      { ...secrets, acme_accessToken: 'none yet' },
    );
    expect(await run()).toMatchObject({ refreshed: [{ connection: 'acme', rotated: false }] });
    expect(stored('acme_accessToken')).toBe('access-1');
  });
});

describe('a signed statement', () => {
  it('says who asks for whom, signed with the group’s key', async () => {
    const { forms, run } = start(
      {
        grant: 'jwt_bearer',
        clientSecret: 'key',
        issuer: 'me@example.com',
        subject: 'them@example.com',
        audience: 'https://auth.example.com',
        scope: 'calendar',
      },
      { key: pem },
    );

    expect(await run()).toMatchObject({ refreshed: [{ connection: 'acme' }] });
    const { assertion = '', ...form } = Object.fromEntries(forms[0] ?? []);
    expect(form).toEqual({ grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer', scope: 'calendar' });
    const [header = '', claims = '', signature = ''] = assertion.split('.');
    expect(JSON.parse(Buffer.from(claims, 'base64url').toString())).toMatchObject({
      iss: 'me@example.com',
      sub: 'them@example.com',
      aud: 'https://auth.example.com',
      scope: 'calendar',
    });
    const signed = Buffer.from(`${header}.${claims}`);
    expect(verify('sha256', signed, createPublicKey(privateKey), Buffer.from(signature, 'base64url'))).toBe(
      true,
    );
  });
});
