import { expect, it, vi } from 'vitest';
import { createMemorySecrets } from '../../src/testing/index.ts';
import { createSecretStorage } from '../../src/v2/secret-storage.ts';
import { Toolbelt, toolbelt } from '../fakes/core-functions-toolbelt.ts';

/** The storage of an instance on an account with these secrets, and whether its reads were cached. */
function open(secrets: Record<string, unknown>) {
  toolbelt.secrets = createMemorySecrets(secrets);
  toolbelt.cache.clear();
  const client = Toolbelt.SecretClient();
  const readSecret = vi.fn(client.readSecret);
  vi.spyOn(Toolbelt, 'SecretClient').mockReturnValue({ ...client, readSecret });
  return {
    storage: createSecretStorage(),
    cachings: () => readSecret.mock.calls.map(([, options]) => options?.useCache),
  };
}

it('never reads from the cache what this instance has written', async () => {
  const { storage, cachings } = open({ a: { n: 1 }, b: 1 });
  await storage.read('a', false);
  await storage.update('a', { n: 2 });

  expect(await storage.read('a', false)).toEqual({ n: 2 });
  expect(await storage.read('b', false)).toBe(1);
  expect(cachings()).toEqual([true, false, true]);
});

it('nor what it may have written: an update that failed may have reached the storage', async () => {
  const { storage, cachings } = open({ a: 1 });
  toolbelt.secrets.before = (operation) => {
    if (operation === 'update') throw new Error('timed out');
  };
  await storage.update('a', 2).catch(() => {});
  await storage.read('a', false);

  expect(cachings()).toEqual([false]);
});

it('gives every reader an object of its own, which the cache of the toolbelt does not', async () => {
  const { storage } = open({ a: { list: [1] } });
  const first = (await storage.read('a', false)) as { list: number[] };
  first.list.push(2);

  expect(await storage.read('a', false)).toEqual({ list: [1] });
});
