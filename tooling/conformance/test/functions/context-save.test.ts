import { failures, to } from '../support/context.ts';
import { scenario } from '../support/scenario.ts';
import { useServers } from '../support/servers.ts';

const servers = useServers();

scenario('context_save', 'saves properties of a session', () => ({
  ...to(servers.contextStore.url),
  payload: { sessionId: 'one', properties: { city: 'Köln', count: 2 } },
  expected: { result: { saved: ['city', 'count'], sessionId: 'one' } },
}));

scenario('context_save', 'saves properties without a session', () => ({
  ...to(servers.contextStore.url),
  payload: { properties: { step: null } },
  expected: { result: { saved: ['step'], sessionId: '__default__' } },
}));

failures('context_save', { properties: { a: 1 } }, servers);
