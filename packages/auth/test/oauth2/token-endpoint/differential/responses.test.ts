import { isFunctionError } from '@lp-functions/platform';
import { createTestClock, createTestHost } from '@lp-functions/platform/testing';
import fc from 'fast-check';
import * as oauth from 'oauth4webapi';
import { describe, expect, it } from 'vitest';
import { client, createRun, TOKEN_URL, tokensOf } from '../../support.ts';
import { type Answer, DIFFERENCES } from './differences.ts';

/** How we read an answer. */
async function ours({ status, type, body }: Answer) {
  const clock = createTestClock();
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const host = createTestHost({
    clock,
    exchange: async () => ({ status, headers: { 'content-type': type }, text }),
  });
  try {
    const tokens = await tokensOf(createRun({ host }), client, { parameters: {}, retry: () => false });
    const { accessToken, refreshToken, scope, requestedAt, expiresAt } = tokens;
    const lifetime = expiresAt === undefined ? undefined : (expiresAt - requestedAt) / 1_000;
    return { accessToken, refreshToken, scope, lifetime };
  } catch (error) {
    if (!isFunctionError(error)) throw error;
    return error.code === 'TOKEN_REJECTED'
      ? { rejected: error.reason }
      : { invalid: error.code === 'RESPONSE_INVALID' };
  }
}

/** How oauth4webapi reads it. */
async function theirs({ status, type, body }: Answer) {
  const response = new Response(typeof body === 'string' ? body : JSON.stringify(body), {
    status,
    headers: { 'content-type': type },
  });
  try {
    const tokens = await oauth.processClientCredentialsResponse(
      { issuer: TOKEN_URL },
      { client_id: client.clientId },
      response,
    );
    return {
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      scope: tokens.scope || undefined,
      lifetime: tokens.expires_in,
    };
  } catch (error) {
    return error instanceof oauth.ResponseBodyError ? { rejected: error.error } : { invalid: true };
  }
}

const strange = fc.constantFrom<unknown>(null, '', 7, true, {}, ['a']);

const body = fc.record(
  {
    access_token: fc.oneof({ weight: 6, arbitrary: fc.constant('a.b-c') }, strange, fc.constant('é\n')),
    token_type: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom('Bearer', 'bearer', 'BEARER') },
      strange,
      fc.constantFrom('BearerToken', 'bot', 'user', 'DPoP', 'mac'),
    ),
    expires_in: fc.oneof(fc.nat(), fc.nat().map(String), strange, fc.constantFrom('soon', -1, 1e300, 0.5)),
    expires_in_sec: fc.nat(),
    refresh_token: fc.oneof(fc.constant('r'), strange),
    scope: fc.oneof(fc.constant('a b'), strange),
    id_token: fc.constant('no.valid.token'),
    error: fc.oneof(fc.constantFrom('invalid_client', 'invalid_grant'), strange),
    error_description: fc.oneof(fc.string(), strange),
    status: fc.constantFrom('BAD_REFRESH_TOKEN', 'active'),
    unknown: fc.jsonValue(),
  },
  { requiredKeys: [] },
);

const answer: fc.Arbitrary<Answer> = fc.record({
  status: fc.oneof(
    { weight: 3, arbitrary: fc.constant(200) },
    fc.constantFrom(201, 299, 302, 400, 401, 403, 500, 503),
  ),
  type: fc.constantFrom('application/json', 'application/json;charset=utf-8', 'text/html', 'text/plain'),
  body: fc.oneof(
    { weight: 8, arbitrary: body.map((fields) => ({ ...fields })) },
    fc.constantFrom<unknown>('', '<!doctype html>', 'access_token=a', [], null, 7, { access_token: 'a' }),
  ),
});

it('every answer is read as oauth4webapi reads it, but for the differences in the table', {
  timeout: 30_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(answer, async (given) => {
      const understood = DIFFERENCES.reduce((changed, { adapt }) => adapt(changed), given);
      expect(await ours(given)).toEqual(await theirs(understood));
    }),
    { numRuns: 500 },
  );
});

describe('a difference on purpose', () => {
  it.each(DIFFERENCES.map((difference) => [difference.what, difference] as const))(
    '%s',
    async (_, { example, adapt }) => {
      expect(await ours(example)).not.toEqual(await theirs(example));
      expect(await ours(example)).toEqual(await theirs(adapt(example)));
    },
  );
});
