import { REFUSING_URL } from '@lp-functions/testbed';
import { expect, it } from 'vitest';
import { scenario } from '../support/scenario.ts';
import { OAUTH1, useServers } from '../support/servers.ts';

const servers = useServers();
const NAME = 'oauth1_post';

const to = (origin: string, more: Record<string, string> = {}) => ({
  environment: { TARGET_URL: `${origin}/orders`, ...more },
  secrets: { ...OAUTH1 } as Record<string, unknown>,
});

scenario(NAME, 'posts a signed order', () => ({
  ...to(servers.oauth1.url),
  payload: { body: { item: 'Käse', count: 2 }, query: { a: ['1', '2+3'] } },
  expected: { result: { body: { method: 'POST', body: '{"item":"Käse","count":2}' } } },
}));

scenario(NAME, 'posts a signed form', () => ({
  ...to(servers.oauth1.url, { OAUTH1_SIGNATURE_METHOD: 'HMAC-SHA256' }),
  payload: {
    body: { a: 'b c', 'd&e': '=' },
    headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
  },
  expected: { result: { body: { method: 'POST' } } },
}));

scenario(NAME, 'passes a refused signature on, with the status', () => ({
  ...to(servers.oauth1.url),
  secrets: { ...OAUTH1, consumerSecret: 'canary-of-somebody-else' },
  payload: { body: { a: 1 } },
  expected: { result: { statusCode: 401, body: { error: 'the signature is wrong' } } },
}));

scenario(NAME, 'passes a missing page on, with the status', () => ({
  ...to(servers.faulty.missing.url),
  payload: { body: { a: 1 } },
  expected: { result: { statusCode: 404, body: { error: 'no such order' } } },
}));

scenario(NAME, 'returns a page for people as text', () => ({
  ...to(servers.faulty.html.url),
  payload: { body: { a: 1 } },
  expected: { result: { body: expect.stringContaining('<!doctype html>') } },
}));

scenario(NAME, 'does not follow a redirect with its signature', () => ({
  ...to(servers.faulty.redirecting.url),
  payload: { body: { a: 1 } },
  expected: { result: { statusCode: 302 } },
}));

scenario(NAME, 'a payload of the wrong form', () => ({
  ...to(servers.oauth1.url),
  payload: { boddy: {} },
  expected: { code: 'INPUT_INVALID' },
}));

scenario(NAME, 'a missing variable', () => ({
  ...to(servers.oauth1.url),
  environment: { LOG_LEVEL: 'debug' },
  expected: { code: 'CONFIG_INVALID' },
}));

scenario(NAME, 'a missing secret', () => ({
  ...to(servers.oauth1.url),
  secrets: { consumerKey: OAUTH1.consumerKey },
  payload: { body: {} },
  expected: { code: 'SECRET_NOT_FOUND' },
}));

scenario(NAME, 'another target than the configured one', () => ({
  ...to(servers.oauth1.url),
  payload: { url: 'https://elsewhere.example.com/' },
  secrets: {},
  expected: { code: 'TARGET_NOT_ALLOWED' },
}));

scenario(
  NAME,
  'a host that the platform does not allow',
  () => ({
    ...to(servers.oauth1.url),
    payload: { body: {} },
    allowlist: ['api.example.com'],
    expected: { code: 'DOMAIN_NOT_ALLOWLISTED' },
  }),
  // The local runner of V2 reaches every host.
  { targets: ['v1'] },
);

scenario(NAME, 'nobody listens', () => ({
  ...to(REFUSING_URL),
  payload: { body: {} },
  expected: { code: 'NETWORK_ERROR' },
}));

scenario(NAME, 'a connection that is cut', () => ({
  ...to(servers.faulty.cutting.url),
  payload: { body: {} },
  expected: { code: 'NETWORK_ERROR' },
}));

scenario(NAME, 'a server that does not answer', () => ({
  ...to(servers.faulty.hanging.url, { REQUEST_TIMEOUT_MS: '400' }),
  payload: { body: {} },
  expected: { code: 'TIMEOUT' },
}));

scenario(NAME, 'an answer without end', () => ({
  ...to(servers.faulty.endless.url),
  payload: { body: {} },
  expected: { code: 'RESPONSE_TOO_LARGE' },
}));

it('every request that should have been signed was verified by the server', () => {
  const reasons = servers.oauth1.verdicts.map(({ ok, reason }) => (ok ? 'ok' : reason));
  expect(new Set(reasons)).toEqual(new Set(['ok', 'the signature is wrong']));
});
