import { REFUSING_URL } from '@lp-functions/testbed';
import { scenario } from '../support/scenario.ts';
import { MAVEN_API_KEY, useServers } from '../support/servers.ts';

const servers = useServers();
const NAMESPACE = 'conformance';

const to = (baseUrl: string, more: Record<string, string> = {}) => ({
  environment: { CONTEXT_BASE_URL: baseUrl, CONTEXT_NAMESPACE: NAMESPACE, ACCOUNT_ID: '12345', ...more },
  secrets: { mavenApiKey: MAVEN_API_KEY } as Record<string, unknown>,
});

scenario('context_save', 'saves properties of a session', () => ({
  ...to(servers.contextStore.url),
  payload: { sessionId: 'one', properties: { city: 'Köln', count: 2 } },
  expected: { result: { saved: ['city', 'count'], sessionId: 'one' } },
}));

scenario('context_get', 'reads what was saved', async () => {
  await fetch(`${servers.contextStore.url}/v1/account/12345/${NAMESPACE}/two/properties`, {
    method: 'PATCH',
    headers: { 'maven-api-key': MAVEN_API_KEY, 'content-type': 'application/json' },
    body: JSON.stringify({ city: 'Köln', nested: { count: 2 }, other: null }),
  });
  return {
    ...to(servers.contextStore.url),
    payload: { sessionId: 'two', properties: ['city', 'nested'] },
    expected: { result: { city: 'Köln', nested: { count: 2 } } },
  };
});

scenario('context_get', 'reads nothing where nothing is stored', () => ({
  ...to(servers.contextStore.url),
  payload: { sessionId: 'nobody' },
  expected: { result: {} },
}));

for (const name of ['context_save', 'context_get']) {
  const payload = name === 'context_save' ? { properties: { a: 1 } } : {};

  scenario(name, `${name} with a key that the service refuses`, () => ({
    ...to(servers.contextStore.url),
    payload,
    secrets: { mavenApiKey: 'canary-of-another-account' },
    expected: { code: 'CONTEXT_REJECTED' },
  }));

  scenario(name, `${name} with a payload of the wrong form`, () => ({
    ...to(servers.contextStore.url),
    payload: { ...payload, sesionId: 'a typing error' },
    expected: { code: 'INPUT_INVALID' },
  }));

  scenario(name, `${name} without its namespace`, () => ({
    ...to(servers.contextStore.url),
    environment: { CONTEXT_BASE_URL: servers.contextStore.url, ACCOUNT_ID: '12345' },
    payload,
    expected: { code: 'CONFIG_INVALID' },
  }));

  scenario(name, `${name} without its secret`, () => ({
    ...to(servers.contextStore.url),
    payload,
    secrets: {},
    expected: { code: 'SECRET_NOT_FOUND' },
  }));

  scenario(name, `${name} when nobody listens`, () => ({
    ...to(REFUSING_URL, { DEADLINE_MS: '2000' }),
    payload,
    expected: { code: '(NETWORK_ERROR|DEADLINE_EXCEEDED)' },
  }));

  scenario(name, `${name} when the service does not answer`, () => ({
    ...to(servers.faulty.hanging.url, { REQUEST_TIMEOUT_MS: '5000', DEADLINE_MS: '700' }),
    payload,
    expected: { code: 'DEADLINE_EXCEEDED' },
  }));

  scenario(name, `${name} called by a warmer`, () => ({
    ...to(servers.contextStore.url),
    payload: { wakeUp: true },
    secrets: {},
    expected: { result: { awake: true } },
  }));
}

scenario('context_get', 'context_get when a page comes back', () => ({
  ...to(servers.faulty.html.url),
  expected: { code: 'RESPONSE_INVALID' },
}));
