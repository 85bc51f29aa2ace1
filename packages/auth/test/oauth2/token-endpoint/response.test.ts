import { createRedactor } from '@lp-functions/platform/internal';
import { describe, expect, it } from 'vitest';
import { readTokenResponse } from '../../../src/oauth2/token-endpoint/response.ts';

const REQUESTED_AT = Date.UTC(2026, 0, 1);

function read(status: number, body: unknown, redactor = createRedactor()) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  return readTokenResponse(redactor, {
    host: 'login.example.com',
    status,
    text,
    requestedAt: REQUESTED_AT,
  });
}

const tokensOf = (body: object, status = 200) => read(status, { access_token: 'a', ...body }).tokens;

/** What reading throws. */
function errorOf(status: number, body: unknown) {
  try {
    read(status, body);
  } catch (error) {
    return error;
  }
  throw new Error('It was read');
}

describe('tokens', () => {
  it('are read from any 2xx status, with all that is said of them', () => {
    expect(
      tokensOf({ refresh_token: 'r', scope: 's', expires_in: 60, token_type: 'bearer', id_token: 'i' }, 201),
    ).toEqual({
      accessToken: 'a',
      refreshToken: 'r',
      scope: 's',
      requestedAt: REQUESTED_AT,
      expiresAt: REQUESTED_AT + 60_000,
      tokenType: 'bearer',
      members: {},
    });
  });

  it('come with the other members of the answer, which no standard names', () => {
    const members = { instance_url: 'https://na1.example.com', ext_expires_in: 7_200, team: { id: 'T1' } };
    expect(tokensOf({ ...members, expires_in: 60 })).toMatchObject({
      members,
      expiresAt: REQUESTED_AT + 60_000,
    });
  });

  it('may lack what is null', () => {
    expect(
      tokensOf({ token_type: null, error: null, refresh_token: null, scope: null, expires_in: null }),
    ).toEqual({
      accessToken: 'a',
      refreshToken: undefined,
      scope: undefined,
      requestedAt: REQUESTED_AT,
      expiresAt: undefined,
      tokenType: 'Bearer',
      members: { error: null },
    });
  });

  it.each([undefined, 'Bearer', 'bearer', 'BEARER', 'BearerToken', 'bot', 'user'])(
    'of the type %j are bearer tokens',
    (token_type) => {
      expect(tokensOf({ token_type })).toMatchObject({
        accessToken: 'a',
        tokenType: token_type ?? 'Bearer',
      });
    },
  );
});

describe('a lifetime', () => {
  it.each([
    [{ expires_in: 3_600 }, 3_600],
    [{ expires_in: '3600' }, 3_600],
    [{ expires_in: 0 }, 0],
    [{ expires_in: 1e300 }, 1e9],
    // Zoho's, in milliseconds where it also says the seconds.
    [{ expires_in_sec: 3_600, expires_in: 3_600_000 }, 3_600],
    [{ expires_in_sec: '3600' }, 3_600],
    [{ expires_in: 60, ext_expires_in: 7_200 }, 60],
  ])('%j is %d seconds', (body, secs) => {
    expect(tokensOf(body)?.expiresAt).toBe(REQUESTED_AT + secs * 1_000);
  });

  it.each([undefined, null, '', 'soon', -1, true, {}])('is not known from expires_in %j', (expires_in) => {
    expect(tokensOf({ expires_in })?.expiresAt).toBeUndefined();
  });
});

const NO_TOKEN = 'without an access token in JSON; is the token URL that of a token endpoint?';
const UNSENDABLE = 'with an access token of other than printable ASCII characters, which cannot be sent';
const ILL = 'and no token; the server has a problem of its own, try again later';
const NO_ERROR = 'without an OAuth error, which a token endpoint would send; is the token URL right?';

describe('an answer without a usable token', () => {
  it.each<[string, number, unknown, string]>([
    ['nothing', 200, '', NO_TOKEN],
    ['HTML', 200, '<!doctype html><p>Maintenance', NO_TOKEN],
    ['an array', 200, [{ access_token: 'a' }], NO_TOKEN],
    ['a form', 200, 'access_token=a&token_type=bearer', NO_TOKEN],
    ['an empty token', 200, { access_token: '' }, NO_TOKEN],
    ['a number', 200, { access_token: 7 }, NO_TOKEN],
    ['a list of tokens', 200, { access_token: ['a'] }, NO_TOKEN],
    ["Slack's ok: false without a reason", 200, { ok: false }, NO_TOKEN],
    ['a token of two lines', 200, { access_token: 'line\nbreak' }, UNSENDABLE],
    ['a token of umlauts', 200, { access_token: 'ü' }, UNSENDABLE],
    [
      'a MAC token',
      200,
      { access_token: 'a', token_type: 'mac' },
      'with a token of the type mac; only bearer tokens can be used, ask for one',
    ],
    [
      'a token of a type that is no text',
      200,
      { access_token: 'a', token_type: { a: 1 } },
      'with a token of the type {"a":1}; only bearer tokens can be used, ask for one',
    ],
    ['HTML that a gateway sends', 503, '<!doctype html><p>Maintenance', ILL],
    ['a token with an error status', 500, { access_token: 'a' }, ILL],
    ['a token with an error status that has a 2 in it', 502, { access_token: 'a' }, ILL],
    ['a page that is not there', 404, '<!doctype html><p>Not found', NO_ERROR],
    ['a login page', 401, '<!doctype html><p>Log in', NO_ERROR],
  ])('%s is RESPONSE_INVALID, which says what to do', (_, status, body, text) => {
    expect(errorOf(status, body)).toMatchObject({
      code: 'RESPONSE_INVALID',
      status,
      text: `login.example.com answered ${status} ${text}`,
    });
  });

  it.each(['mac', 'DPoP', 'N_A', 7])('of the type %j is one', (token_type) => {
    expect(errorOf(200, { access_token: 'a', token_type })).toMatchObject({ code: 'RESPONSE_INVALID' });
  });

  it('with 429 is RATE_LIMITED: the token URL is right', () => {
    expect(errorOf(429, '<p>Slow down')).toMatchObject({
      code: 'RATE_LIMITED',
      status: 429,
      text: 'login.example.com answered 429; ask it for tokens less often',
    });
  });

  it.each([
    ['no access token', {}],
    ['one that cannot be sent', { access_token: 'a\nb' }],
    ['one of an unknown type', { access_token: 'a', token_type: 'mac' }],
  ])('but with a refresh token, and %s, does not lose it', (_, body) => {
    expect(read(200, { ...body, refresh_token: 'canary-refresh' })).toEqual({
      rescuedRefreshToken: 'canary-refresh',
      error: expect.objectContaining({ code: 'RESPONSE_INVALID', status: 200 }),
    });
  });

  it('keeps no refresh token of an answer that is no success', () => {
    expect(errorOf(500, { refresh_token: 'r' })).toMatchObject({ code: 'RESPONSE_INVALID' });
  });
});

describe('a refusal', () => {
  it.each([400, 401, 200, 500])('is TOKEN_REJECTED with status %d, even beside a token', (status) => {
    const body = { access_token: 'canary-access', error: 'denied', error_description: 'no such scope' };
    expect(errorOf(status, body)).toMatchObject({
      code: 'TOKEN_REJECTED',
      status,
      reason: 'denied',
      text: 'login.example.com answered denied: no such scope',
    });
  });

  it.each([
    [
      'GitHub',
      200,
      { error: 'bad_refresh_token', error_description: 'It expired.' },
      'bad_refresh_token',
      ': It expired.',
    ],
    ['Slack', 200, { ok: false, error: 'invalid_refresh_token' }, 'invalid_refresh_token', ''],
    [
      'HubSpot',
      400,
      { status: 'BAD_REFRESH_TOKEN', message: 'unknown refresh token', correlationId: 'c' },
      'BAD_REFRESH_TOKEN',
      ': unknown refresh token',
    ],
    [
      'Fitbit',
      400,
      { errors: [{ errorType: 'invalid_grant', message: 'Refresh token invalid' }], success: false },
      'invalid_grant',
      ': Refresh token invalid',
    ],
    [
      'a server that describes itself elsewhere',
      400,
      { error: 'Bad Request', message: 'why' },
      'Bad Request',
      ': why',
    ],
  ])('is read as %s writes it', (_, status, body, reason, rest) => {
    expect(errorOf(status, body)).toMatchObject({
      code: 'TOKEN_REJECTED',
      reason,
      text: `login.example.com answered ${reason}${rest}`,
    });
  });

  it('is not a status or a list that a success happens to have', () => {
    expect(tokensOf({ status: 'active', errors: [{ errorType: 'none' }] })).toMatchObject({
      accessToken: 'a',
    });
  });

  it.each([
    ['invalid_client', 'check the client id, its secret or key, and how it authenticates'],
    ['invalid_scope', 'check the scope'],
    ['unauthorized_client', 'allow this grant to the client, at the authorization server'],
  ])('%s says what helps', (error, remedy) => {
    expect(errorOf(400, { error })).toMatchObject({
      text: `login.example.com answered ${error} (${remedy})`,
    });
  });

  it('may be an object, as some servers write it', () => {
    expect(errorOf(400, { error: { code: 'denied' } })).toMatchObject({
      text: 'login.example.com answered {"code":"denied"}',
    });
  });

  it('has its description shortened and freed of line breaks', () => {
    const error = errorOf(400, { error: 'denied', error_description: `a\r\nb${'c'.repeat(1_000)}` });
    expect(error).toMatchObject({ message: expect.stringMatching(/denied: a bccc.{1,200}$/) });
  });
});
