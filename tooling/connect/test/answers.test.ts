import { startServer } from '@lp-functions/emulator';
import nock from 'nock';
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { connect } from '../src/connect.ts';
import { baseOptions, recorded } from './support/surroundings.ts';

const SECRET = 'canary secret+1/=';

beforeEach(() => nock.enableNetConnect('127.0.0.1'));

/**
 * Connects at a service whose token endpoint answers so; its person agrees at once.
 * @param answers of the person to questions of the program
 */
async function connectAt(
  status: number,
  body: (form: URLSearchParams) => object,
  answers: Record<string, string> = {},
) {
  let asked = new URLSearchParams();
  const server = await startServer((request) => ({ status, body: body(new URLSearchParams(request.body)) }));
  onTestFinished(() => server.stop());
  const around = recorded(async (text) => {
    const { searchParams } = new URL(text);
    asked = searchParams;
    const url = new URL(searchParams.get('redirect_uri') ?? '');
    url.searchParams.set('code', 'canary-code');
    url.searchParams.set('state', searchParams.get('state') ?? '');
    await fetch(url);
  }, answers);
  const options = baseOptions({
    clientId: 'id',
    clientSecret: SECRET,
    urls: { authorize: `${server.url}/authorize`, token: `${server.url}/token` },
  });
  const outcome = await connect(options, around).catch((error: Error) => error);
  return { outcome, asked, tokens: around.secrets.get('acme_tokenSet'), output: around.output() };
}

const TOKENS = { access_token: 'canary-access', refresh_token: 'canary-refresh' };

describe('scopes that nobody has given', () => {
  it('are asked for, and asked of the service', async () => {
    const { asked } = await connectAt(200, () => TOKENS, { Scopes: ' crm.read  oauth ' });
    expect(asked.get('scope')).toBe('crm.read oauth');
  });

  it('are left out when nothing is answered', async () => {
    const { asked, tokens } = await connectAt(200, () => TOKENS);
    expect(asked.has('scope')).toBe(false);
    expect(tokens).toMatchObject(TOKENS);
  });
});

describe('answers of real services', () => {
  it.each([
    ['without a token type', { ...TOKENS }],
    ['with a type of their own', { ...TOKENS, token_type: 'bot', ok: true }],
    ['with an ID token nobody asked for', { ...TOKENS, token_type: 'Bearer', id_token: 'canary.id.token' }],
    ['with a lifetime as text', { ...TOKENS, token_type: 'Bearer', expires_in: '3600' }],
    [
      'with a lifetime in seconds and in milliseconds',
      { ...TOKENS, expires_in_sec: 3_600, expires_in: 3_600_000 },
    ],
    ['with members of their own', { ...TOKENS, instance_url: 'https://acme.example.com', issued_at: '1' }],
  ])('%s are taken', async (_, body) => {
    const { tokens } = await connectAt(200, () => body);
    expect(tokens).toMatchObject(TOKENS);
    expect(tokens).not.toHaveProperty('id_token');
    if ('instance_url' in body) expect(tokens).toMatchObject({ instance_url: body.instance_url });
    if ('expires_in' in body) {
      const { expires_at } = tokens as { expires_at: number };
      expect(Math.abs(expires_at - Date.now() / 1_000 - 3_600)).toBeLessThan(30);
    }
  });

  it.each([
    ['Slack', 200, { ok: false, error: 'invalid_code' }, 'invalid_code'],
    [
      'GitHub',
      200,
      { error: 'bad_verification_code', error_description: 'expired' },
      'bad_verification_code: expired',
    ],
    [
      'HubSpot',
      400,
      { status: 'BAD_AUTH_CODE', message: 'missing or unknown' },
      'BAD_AUTH_CODE: missing or unknown',
    ],
  ])('of %s that refuse are told as refusals', async (_, status, body, words) => {
    const { outcome, tokens } = await connectAt(status, () => body);
    expect(outcome).toMatchObject({ code: 'TOKEN_REJECTED', message: expect.stringContaining(words) });
    expect(tokens).toBeUndefined();
  });

  it('without a refresh token are told, with what helps', async () => {
    const { outcome } = await connectAt(200, () => ({ access_token: 'canary-access' }));
    expect(outcome).toMatchObject({
      code: 'NO_REFRESH_TOKEN',
      message: expect.stringContaining('offline access'),
    });
  });

  it('that repeat the request show none of its secrets', async () => {
    const { outcome, output } = await connectAt(400, (form) => ({
      error: 'invalid_client',
      error_description: `what is ${form}, ${form.get('client_secret')}?`,
    }));
    expect(outcome).toMatchObject({ code: 'TOKEN_REJECTED' });
    const shown = `${(outcome as Error).stack}${output}`;
    expect(shown).toContain('[redacted]');
    expect(shown).not.toMatch(/canary/);
  });
});
