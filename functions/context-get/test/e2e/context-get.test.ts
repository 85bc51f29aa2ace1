import { REFUSING_URL } from '@lp-functions/testbed';
import {
  BY_V2,
  CONTEXT_FAULTS,
  type ContextWorld,
  contextGet,
  everyFunction,
  fails,
  faults,
  isV1,
  place,
  returns,
  table,
  touchesNothing,
} from '@lp-functions/testbed/e2e';
import { expect } from 'vitest';

const STORED = { city: 'Köln', nested: { list: [1, null, 'a"b'] }, count: 2 };

/** The session, or the default one, holds something. */
const filled =
  (session?: string, change: object = {}) =>
  async ({ store }: ContextWorld) => {
    await store.storage.merge(place(session), STORED);
    return change;
  };

everyFunction(contextGet, {
  variables: ['CONTEXT_NAMESPACE'],
  malformed: {
    CONTEXT_ZONE: 'z9',
    CONTEXT_BASE_URL: 'http://context.example.com',
    CONTEXT_NAMESPACE: 'a/b',
  },
  secrets: ['mavenApiKey'],
  refused: [
    { payload: { sesionId: 'a' }, mentions: ['sesionId', 'not a known field'] },
    { payload: { sessionId: 5 }, mentions: ['sessionId'] },
    { payload: { properties: 'city' }, mentions: ['properties'] },
    { payload: { properties: [5] }, mentions: ['properties'] },
  ],
});

table(contextGet, [
  { name: 'reads all properties of a session', change: filled('s-1'), expected: returns(STORED) },
  {
    name: 'reads some properties',
    change: filled('s-1', { payload: { sessionId: 's-1', properties: ['nested', 'missing'] } }),
    expected: returns({ nested: STORED.nested }),
  },
  {
    name: 'reads the default session without a payload',
    change: filled(undefined, { payload: undefined }),
    expected: returns(STORED),
    also: ({ world }) =>
      expect(world.store.requests.map(({ target }) => target)).toEqual([
        '/v1/account/12345678/orders_2/properties',
      ]),
  },
  {
    name: 'takes its payload as JSON text',
    change: filled('s-1', { payload: '{"sessionId":"s-1","properties":["city"]}' }),
    expected: returns({ city: 'Köln' }),
  },
  {
    name: 'reads a session whatever its name is',
    change: filled('a/b?c=ü#%', { payload: { sessionId: 'a/b?c=ü#%' } }),
    expected: returns(STORED),
  },
  {
    name: 'reads all properties by the V2 API',
    change: filled('s-1', BY_V2),
    expected: returns(STORED),
    also: ({ requests }) => expect(requests()[0]?.target).toMatch(/^\/v2\/context\/document\/12345678\//),
  },
  {
    name: 'reads some properties by the V2 API',
    change: filled('s-1', { ...BY_V2, payload: { sessionId: 's-1', properties: ['city', 'missing'] } }),
    expected: returns({ city: 'Köln' }),
  },
  {
    name: 'names the host, but not the token in the URL, when the V2 API is not there',
    change: { ...BY_V2, env: { ...BY_V2.env, CONTEXT_BASE_URL: REFUSING_URL } },
    expected: fails('NETWORK_ERROR', '127.0.0.1:2'),
  },
  {
    name: 'sends of a token set the access token alone',
    change: async ({ store }) => {
      await store.storage.merge(place('s-1'), STORED);
      const { contextAccessToken: access_token } = BY_V2.secrets;
      const contextAccessToken = { access_token, refresh_token: 'canary-refresh-token' };
      return { env: BY_V2.env, secrets: { ...BY_V2.secrets, contextAccessToken } };
    },
    expected: returns(STORED),
    also: ({ requests }) => expect(requests()[0]?.target).toMatch(/\?access_token=canary%26access%2Btoken$/),
  },
  {
    name: 'reads what takes three bytes for each character',
    change: async ({ store }) => {
      await store.storage.merge(place('s-1'), { long: '漢'.repeat(400_000) });
      return {};
    },
    expected: returns({ long: '漢'.repeat(400_000) }),
  },
  {
    name: 'names the secret of the V2 API when it is missing',
    change: { env: BY_V2.env },
    expected: fails('SECRET_NOT_FOUND', 'contextAccessToken', 'create'),
  },
  { name: 'reads nothing where nothing is stored', expected: returns({}) },
  {
    name: 'reads from another account',
    change: async ({ store }) => {
      await store.storage.merge(place('s-1', '999'), { other: true });
      return { env: { ACCOUNT_ID: '999' } };
    },
    expected: returns({ other: true }),
  },
  {
    name: 'asks for a zone or a base URL',
    change: { env: { CONTEXT_BASE_URL: undefined } },
    expected: fails('CONFIG_INVALID', 'CONTEXT_ZONE'),
    also: touchesNothing,
  },
  {
    name: 'calls the service of its zone',
    on: isV1,
    change: { env: { CONTEXT_BASE_URL: undefined, CONTEXT_ZONE: 'z2' }, allowlist: [] },
    expected: fails('DOMAIN_NOT_ALLOWLISTED', 'z2.context.liveperson.net'),
  },
  {
    name: 'reads the key by another name',
    change: { env: { SECRET_MAVEN_API_KEY: 'context_key' }, secrets: { mavenApiKey: undefined } },
    expected: fails('SECRET_NOT_FOUND', 'context_key', 'create'),
  },
  {
    name: 'tells that its key is refused, and which one',
    change: { secrets: { mavenApiKey: 'canary-of-another-account' } },
    expected: fails('CONTEXT_REJECTED', '403', 'mavenApiKey', '12345678', 'CONTEXT_ZONE'),
  },
  ...faults('a service that', (url) => ({ env: { CONTEXT_BASE_URL: url } }), {
    ...CONTEXT_FAULTS,
    // How the service says that nothing is stored.
    'answers 404': returns({}),
    'sends back what it got': returns(expect.objectContaining({ method: 'GET' })),
  }),
]);
