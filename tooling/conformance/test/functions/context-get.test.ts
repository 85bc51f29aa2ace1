import { ACCOUNT_ID, failures, NAMESPACE, to } from '../support/context.ts';
import { scenario } from '../support/scenario.ts';
import { MAVEN_API_KEY, useServers } from '../support/servers.ts';

const servers = useServers();

scenario('context_get', 'reads what was saved', async () => {
  await fetch(`${servers.contextStore.url}/v1/account/${ACCOUNT_ID}/${NAMESPACE}/two/properties`, {
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

scenario('context_get', 'a page for people instead of properties', () => ({
  ...to(servers.faulty.html.url),
  expected: { code: 'RESPONSE_INVALID' },
}));

failures('context_get', {}, servers);
