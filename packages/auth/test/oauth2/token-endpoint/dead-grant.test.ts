import { FunctionError } from '@lp-functions/platform';
import { createTestHost } from '@lp-functions/platform/testing';
import { describe, expect, it } from 'vitest';
import { isDeadGrant, refreshTokenGrant, requestToken } from '../../../src/index.ts';
import { client, createRun } from '../support.ts';

/** What a refresh fails with when the server answers this. */
function refusedWith(status: number, body: object): Promise<unknown> {
  const host = createTestHost({
    exchange: async () => ({ status, headers: {}, text: JSON.stringify(body) }),
  });
  const request = { ...refreshTokenGrant('canary-refresh'), retry: () => false };
  return requestToken(createRun({ host }), client, request).catch((error: unknown) => error);
}

describe('a grant', () => {
  it.each([
    ['the standard', 400, { error: 'invalid_grant' }],
    ['GitHub', 200, { error: 'bad_refresh_token' }],
    ['Slack, of a spent token', 200, { ok: false, error: 'invalid_refresh_token' }],
    ['Slack, of a removed app', 200, { ok: false, error: 'token_revoked' }],
    ['HubSpot', 400, { status: 'BAD_REFRESH_TOKEN', message: 'missing or unknown refresh token' }],
    ['Zoho', 200, { error: 'invalid_code' }],
    ['Fitbit', 400, { errors: [{ errorType: 'invalid_grant' }], success: false }],
  ])('is dead when the server says so in the words of %s', async (_, status, body) => {
    expect(isDeadGrant(await refusedWith(status, body))).toBe(true);
  });

  it.each([
    ['another refusal', 400, { error: 'invalid_client' }],
    ['the word in a description', 400, { error: 'invalid_request', error_description: 'invalid_grant' }],
    ['a broken server', 503, {}],
    ['tokens', 200, { access_token: 'a' }],
  ])('is not dead after %s', async (_, status, body) => {
    expect(isDeadGrant(await refusedWith(status, body))).toBe(false);
  });

  it('is not dead after an error of anything else', () => {
    expect(isDeadGrant(new FunctionError('NETWORK_ERROR', 'no', { reason: 'invalid_grant' }))).toBe(false);
    expect(isDeadGrant(new Error('invalid_grant'))).toBe(false);
    expect(isDeadGrant(undefined)).toBe(false);
  });
});
