import { expect, it, vi } from 'vitest';
import { defineFunction, optional, text } from '../../src/index.ts';
import { createTestHost } from '../../src/testing/index.ts';

/** A function that returns what its variables say, and how often they were read. */
function probe() {
  const targets = vi.fn(({ TARGET }: { TARGET: string | undefined }) => [TARGET]);
  const definition = defineFunction({
    name: 'probe',
    description: 'Shows its settings.',
    environment: { TARGET: optional(text()) },
    payload: {},
    secrets: { apiKey: {} },
    targets,
    handler: async ({ env, http, secrets }) => [env.TARGET, http.origins, secrets.nameOf('apiKey')],
  });
  return { definition, readings: () => targets.mock.calls.length };
}

it('are read once by an instance, and again when a variable has changed', async () => {
  const { definition, readings } = probe();
  const env: Record<string, string> = { TARGET: 'https://a.example/x' };
  const host = createTestHost({ env });
  await host.invoke(definition);
  expect(await host.invoke(definition)).toEqual(['https://a.example/x', ['https://a.example'], 'apiKey']);
  expect(readings()).toBe(1);

  Object.assign(env, { TARGET: 'https://b.example/', SECRET_API_KEY: 'crm_key', OTHER: 'x' });
  expect(await host.invoke(definition)).toEqual(['https://b.example/', ['https://b.example'], 'crm_key']);
  env.OTHER = 'y';
  await host.invoke(definition);
  expect(readings()).toBe(2);
});

it('that are wrong are wrong in every run, until they are mended', async () => {
  const { definition } = probe();
  const env: Record<string, string> = { SECRET_API_KEY: 'sk+live/9f8a0c1d2e3f' };
  const host = createTestHost({ env });
  for (let run = 0; run < 2; run++) {
    const error = await host.invoke(definition).catch((reason: Error) => reason);
    expect(error).toMatchObject({
      code: 'CONFIG_INVALID',
      message: expect.stringContaining('SECRET_API_KEY'),
    });
    expect(`${error}`).not.toContain('9f8a0c1d2e3f');
  }
  env.SECRET_API_KEY = 'crm_key';

  expect(await host.invoke(definition)).toEqual([undefined, [], 'crm_key'].map((value) => value ?? null));
});

it('of two functions of a process are kept apart', async () => {
  const [first, second] = [probe(), probe()];
  const host = createTestHost({ env: { TARGET: 'https://a.example/' } });
  await host.invoke(first.definition);
  await host.invoke(second.definition);

  expect([first.readings(), second.readings()]).toEqual([1, 1]);
});

it('are the same object in every run of an instance, and nobody can change them', async () => {
  const seen: unknown[] = [];
  const definition = defineFunction({
    name: 'probe',
    description: 'Changes its variables.',
    environment: { COLOUR: optional(text()) },
    payload: {},
    secrets: {},
    targets: () => [],
    async handler({ env }) {
      seen.push(env);
      Object.assign(env, { COLOUR: 'red' });
    },
  });
  const host = createTestHost({ env: { COLOUR: 'blue' } });
  for (let run = 0; run < 2; run++) {
    await expect(host.invoke(definition)).rejects.toThrow('INTERNAL: TypeError: Cannot assign to read only');
  }

  expect(seen[0]).toBe(seen[1]);
});

it('are read again for another account, as what follows from them may name it', async () => {
  const { definition, readings } = probe();
  const host = createTestHost({ env: { TARGET: 'https://a.example/' } });
  await host.invoke(definition);
  host.accountId = '67890';
  await host.invoke(definition);

  expect(readings()).toBe(2);
});
