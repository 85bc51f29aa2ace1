import { expect, it } from 'vitest';
import { createMemorySecrets } from '../../src/testing/index.ts';

it('keeps copies, as a storage elsewhere does', async () => {
  const secrets = createMemorySecrets({ a: { n: 1 } });
  const value = (await secrets.read('a', false)) as { n: number };
  value.n = 2;

  expect(await secrets.read('a', false)).toEqual({ n: 1 });
  await secrets.update('a', value);
  value.n = 3;
  expect(secrets.values.get('a')).toEqual({ n: 2 });
});

it('fails as the platform does', async () => {
  const secrets = createMemorySecrets();

  await expect(secrets.read('none', false)).rejects.toMatchObject({
    code: 'com.liveperson.faas.secret.not-found',
  });
  await expect(secrets.update('none', 1)).rejects.toMatchObject({
    code: 'com.liveperson.faas.secret.op-failed',
  });
});

it('notes every call, also those that a test lets fail', async () => {
  const secrets = createMemorySecrets({ a: 1 });
  secrets.before = (operation) => {
    if (operation === 'update') throw new Error('down');
  };
  await secrets.read('a', true);

  await expect(secrets.update('a', 2)).rejects.toThrow('down');
  expect(secrets.calls).toEqual([
    { operation: 'read', name: 'a', fresh: true },
    { operation: 'update', name: 'a' },
  ]);
  expect(secrets.values.get('a')).toBe(1);
});
