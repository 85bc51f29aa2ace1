import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApiVersion } from '../../src/index.ts';
import { APIS, answering, SERVICE_URL, storeOf, ttlFor } from '../support.ts';

function recording(api: ApiVersion) {
  const { http, requests } = answering({ text: '{"payload":{}}' });
  return { store: storeOf(api, SERVICE_URL, http), requests };
}

describe.each(APIS)('over %s', (api) => {
  it.each(['', '.', '..', 'a\nb', '\u0000', '\u007f', '\ud800', 'properties'])(
    'refuses %j as a session before any request',
    (sessionId) => {
      const { store } = recording(api);
      expect(() => store.session('demo', sessionId)).toThrow('INPUT_INVALID: sessionId');
    },
  );

  it.each(['', '.', '..', 'a\tb', '\udfff'])('refuses %j as a property before any request', async (name) => {
    const { store, requests } = recording(api);
    const session = store.session('demo');
    for (const call of [
      session.readOne(name),
      session.readSome(['a', name]),
      session.deleteSome(['a', name]),
    ]) {
      await expect(call).rejects.toThrow('INPUT_INVALID: name');
    }
    expect(requests).toEqual([]);
  });

  it.each(['', 'a b', 'a/b', 'ü', 'consumer', 'operational', 'conversation', 'custom', 'sde', 'faas'])(
    'refuses %j as a namespace before any request',
    async (namespace) => {
      const { store, requests } = recording(api);
      expect(() => store.session(namespace)).toThrow('INPUT_INVALID: namespace');
      await expect(store.sessions.delete(namespace)).rejects.toThrow('INPUT_INVALID: namespace');
      expect(requests).toEqual([]);
    },
  );

  it('accepts names that only look reserved, and any property name in a save', async () => {
    const { store, requests } = recording(api);
    store.session('faas_demo');
    await store.session('demo').save({ '': 1, '..': 2, 'a\nb': 3 }, ttlFor(api));
    expect(requests).toHaveLength(1);
  });

  it('says of a session named properties that another name will do', () => {
    expect(() => recording(api).store.session('demo', 'properties')).toThrow(
      'INPUT_INVALID: sessionId: "properties" is a word of the service\'s own paths, and no session can be ' +
        'reached by it; call the session something else',
    );
  });
});

it('hyphens in namespaces are for V1 only', () => {
  expect(() => recording('v1').store.session('faas-demo-namespace')).not.toThrow();
  expect(() => recording('v2').store.session('faas-demo-namespace')).toThrow(
    'INPUT_INVALID: namespace: expected letters, digits or _, as the document API knows no hyphens',
  );
});

it('V1 refuses them for namespaces themselves, too', async () => {
  const { store, requests } = recording('v1');
  for (const call of [
    store.namespaces.create('custom'),
    store.namespaces.delete('custom'),
    store.sessions.list('custom'),
    store.namespaces.create('demo', { ttlSeconds: 0 }),
    store.namespaces.create('demo', { ttlSeconds: 1.5 }),
  ]) {
    await expect(call).rejects.toMatchObject({ code: 'INPUT_INVALID' });
  }
  expect(requests).toEqual([]);
});

/** Made of what paths are made of, so that two of them collide if anything can. */
const piece = fc.constantFrom(
  'a',
  'b',
  '/',
  '.',
  '..',
  '%',
  '%2F',
  '2F',
  '?',
  '#',
  '\\',
  ' ',
  'é',
  'properties',
);
const name = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
const address = fc.record({
  namespace: fc.constantFrom('a', 'b', 'properties', 'session_ids'),
  sessionId: fc.option(fc.oneof(name, fc.constantFrom('session-ids', '__default__')), { nil: undefined }),
  name: fc.option(name, { nil: undefined }),
});
type Address = { namespace: string; sessionId: string | undefined; name: string | undefined };

it.each(APIS)('two different addresses never share a path over %s', async (api) => {
  /** The request as a server sees it, dots resolved. */
  const requestFor = async ({ namespace, sessionId, name: property }: Address) => {
    const { store, requests } = recording(api);
    const session = store.session(namespace, sessionId);
    await (property === undefined ? session.readAll() : session.readOne(property));
    const [{ method, url, body } = { method: '', url: 'about:blank' }] = requests;
    return `${method} ${new URL(url).href} ${body}`;
  };
  await fc.assert(
    fc.asyncProperty(address, address, async (one, other) => {
      fc.pre(JSON.stringify(one) !== JSON.stringify(other));
      const both = await Promise.all([requestFor(one), requestFor(other)]).catch((error) => {
        expect(error.code).toBe('INPUT_INVALID');
      });
      if (both) expect(both[0]).not.toBe(both[1]);
    }),
    { numRuns: 1_000 },
  );
});
