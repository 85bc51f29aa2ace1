import { REFUSING_URL } from '@lp-functions/testbed';
import { scenario } from '../support/scenario.ts';
import { useServers } from '../support/servers.ts';

const servers = useServers();
const NAME = 'client_credentials';

const from = (tokenUrl: string, more: Record<string, string> = {}) => ({
  environment: { TOKEN_URL: tokenUrl, RESOURCE_URL: `${servers.resource.url}/orders`, ...more },
  secrets: { ...servers.auth.clients.post } as Record<string, unknown>,
});

scenario(NAME, 'calls an API with a token of the authorization server', () => ({
  ...from(servers.auth.tokenUrl),
  payload: { method: 'PUT', query: { page: 2 }, body: { a: 1 } },
  expected: { result: { body: { method: 'PUT', target: '/orders?page=2', body: '{"a":1}' } } },
}));

scenario(NAME, 'authenticates with a header whose parts need encoding', () => ({
  ...from(servers.auth.tokenUrl, { OAUTH2_CLIENT_AUTH: 'client_secret_basic' }),
  secrets: { ...servers.auth.clients.basic },
  expected: { result: { body: { method: 'GET' } } },
}));

scenario(NAME, 'authenticates with a signed assertion', () => ({
  ...from(servers.auth.tokenUrl, { OAUTH2_CLIENT_AUTH: 'private_key_jwt' }),
  secrets: {
    clientId: servers.auth.clients.jwt.clientId,
    clientPrivateKey: servers.auth.clients.jwt.privateKeyPem,
  },
  expected: { result: { body: { method: 'GET' } } },
}));

scenario(NAME, 'a client that the authorization server refuses', () => ({
  ...from(servers.auth.tokenUrl),
  secrets: { ...servers.auth.clients.post, clientSecret: 'canary-of-somebody-else' },
  expected: { code: 'TOKEN_REJECTED' },
}));

scenario(NAME, 'passes a missing page on, with the status', () => ({
  ...from(servers.auth.tokenUrl, { RESOURCE_URL: servers.faulty.missing.url }),
  expected: { result: { statusCode: 404, body: { error: 'no such order' } } },
}));

scenario(NAME, 'a page for people instead of a token', () => ({
  ...from(servers.faulty.html.url),
  expected: { code: 'RESPONSE_INVALID' },
}));

scenario(NAME, 'a token endpoint that redirects', () => ({
  ...from(servers.faulty.redirecting.url),
  expected: { code: 'RESPONSE_INVALID' },
}));

scenario(NAME, 'a token endpoint where nobody listens', () => ({
  ...from(REFUSING_URL),
  expected: { code: 'NETWORK_ERROR' },
}));

scenario(NAME, 'a resource that does not answer', () => ({
  ...from(servers.auth.tokenUrl, { RESOURCE_URL: servers.faulty.hanging.url, REQUEST_TIMEOUT_MS: '2000' }),
  payload: { method: 'POST', body: {} },
  expected: { code: 'TIMEOUT' },
}));

scenario(NAME, 'a payload of the wrong form', () => ({
  ...from(servers.auth.tokenUrl),
  payload: { metod: 'GET' },
  expected: { code: 'INPUT_INVALID' },
}));

scenario(NAME, 'a missing variable', () => ({
  ...from(servers.auth.tokenUrl),
  environment: { TOKEN_URL: servers.auth.tokenUrl },
  expected: { code: 'CONFIG_INVALID' },
}));

scenario(NAME, 'a missing secret', () => ({
  ...from(servers.auth.tokenUrl),
  secrets: { clientId: servers.auth.clients.post.clientId },
  expected: { code: 'SECRET_NOT_FOUND' },
}));
