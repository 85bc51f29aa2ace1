import {
  BY_V2,
  CONTEXT_FAULTS,
  type ContextWorld,
  contextSave,
  everyFunction,
  fails,
  faults,
  isV1,
  place,
  returns,
  type Stage,
  table,
  touchesNothing,
} from '@lp-functions/testbed/e2e';
import { expect } from 'vitest';

const SAVED = returns({ saved: ['city', 'count'], sessionId: 's-1' });
const stored = ({ world }: Stage<ContextWorld>, session = 's-1', account?: string) =>
  world.store.storage.read(place(session, account))?.properties;

everyFunction(contextSave, {
  variables: ['CONTEXT_NAMESPACE'],
  malformed: {
    CONTEXT_ZONE: 'z9',
    CONTEXT_BASE_URL: 'http://context.example.com',
    CONTEXT_NAMESPACE: 'a/b',
  },
  secrets: ['mavenApiKey'],
  refused: [
    { payload: {}, mentions: ['properties'] },
    { payload: { propertys: {} }, mentions: ['propertys', 'not a known field', 'properties'] },
    { payload: { properties: ['a'] }, mentions: ['properties'] },
    { payload: { properties: null }, mentions: ['properties'] },
    { payload: { properties: { a: 1 }, sessionId: 5 }, mentions: ['sessionId'] },
  ],
});

table(contextSave, [
  {
    name: 'saves properties of a session in one request',
    expected: SAVED,
    also: (stage) => {
      expect(stored(stage)).toEqual({ city: 'Köln', count: 2 });
      expect(stage.requests()).toHaveLength(1);
    },
  },
  {
    name: 'saves by the V2 API, which wants a lifetime',
    change: {
      ...BY_V2,
      payload: { sessionId: 's-1', properties: { city: 'Köln', count: 2 }, ttlSeconds: 60 },
    },
    expected: SAVED,
    also: (stage) => {
      expect(stored(stage)).toEqual({ city: 'Köln', count: 2 });
      expect(stage.requests()[0]?.target).toMatch(/^\/v2\/context\/document\/create\?/);
    },
  },
  {
    name: 'keeps what was saved before',
    change: async ({ store }) => {
      await store.storage.merge(place('s-1'), { old: true, count: 1 });
      return {};
    },
    expected: SAVED,
    also: (stage) => expect(stored(stage)).toEqual({ old: true, city: 'Köln', count: 2 }),
  },
  {
    name: 'saves to the default session',
    change: { payload: { properties: { nested: { list: [1, null] } } } },
    expected: returns({ saved: ['nested'], sessionId: '__default__' }),
    also: (stage) => expect(stored(stage, '__default__')).toEqual({ nested: { list: [1, null] } }),
  },
  {
    name: 'takes its payload as JSON text',
    change: { payload: '{"sessionId":"s-2","properties":{"__proto__":1}}' },
    expected: returns({ saved: ['__proto__'], sessionId: 's-2' }),
    also: (stage) => expect(JSON.stringify(stored(stage, 's-2'))).toBe('{"__proto__":1}'),
  },
  {
    name: 'saves to a session whatever its name is',
    change: { payload: { sessionId: 'a/b?c=ü#%', properties: { a: 1 } } },
    expected: returns({ saved: ['a'], sessionId: 'a/b?c=ü#%' }),
    also: (stage) => expect(stored(stage, 'a/b?c=ü#%')).toEqual({ a: 1 }),
  },
  {
    name: 'saves to another account',
    change: { env: { ACCOUNT_ID: '999' } },
    expected: SAVED,
    also: (stage) => expect(stored(stage, 's-1', '999')).toEqual({ city: 'Köln', count: 2 }),
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
    change: { env: { CONTEXT_BASE_URL: undefined, CONTEXT_ZONE: 'z3' }, allowlist: [] },
    expected: fails('DOMAIN_NOT_ALLOWLISTED', 'z3.context.liveperson.net'),
  },
  {
    name: 'tells that its key is refused',
    change: { secrets: { mavenApiKey: 'canary-of-another-account' } },
    expected: fails('CONTEXT_REJECTED', '403'),
  },
  {
    name: 'refuses what no document could hold',
    change: { payload: { properties: { long: 'x'.repeat(800_001) } } },
    expected: fails('INPUT_INVALID', 'properties', '800000'),
    also: ({ requests }) => expect(requests()).toEqual([]),
  },
  {
    name: 'refuses to save and delete the same property',
    change: { payload: { sessionId: 's-1', properties: { a: 1 }, delete: ['a'] } },
    expected: fails('INPUT_INVALID', 'delete', '"a"'),
    also: touchesNothing,
  },
  {
    name: 'tells that the document became too large',
    change: async ({ store }) => {
      await store.storage.merge(place('s-1'), { long: 'x'.repeat(799_950) });
      return { payload: { sessionId: 's-1', properties: { more: 'x'.repeat(100) } } };
    },
    expected: fails('CONTEXT_REJECTED', '413', '800000', 'already'),
    also: (stage) => expect(stored(stage)).not.toHaveProperty('more'),
  },
  ...faults('a service that', (url) => ({ env: { CONTEXT_BASE_URL: url } }), {
    ...CONTEXT_FAULTS,
    'answers 404': fails('CONTEXT_REJECTED', '404'),
    'sends back what it got': SAVED,
  }),
]);
