import { describe, expect, it } from 'vitest';
import { defineFunction, optional, type Run, text, writeSecret } from '../../src/index.ts';
import { HOSTS } from './hosts.ts';

/** A function with this handler. */
const probe = (handler: (run: Run) => Promise<unknown>) =>
  defineFunction({
    name: 'probe',
    description: 'Shows what its host offers.',
    environment: { COLOUR: optional(text()) },
    payload: { word: optional(text()) },
    secrets: { apiKey: {} },
    targets: () => [],
    handler,
  });

describe.each(HOSTS)('Host of $name', ({ start }) => {
  it('hands over the payload and returns the result', async () => {
    const { run } = start(probe(async ({ payload }) => ({ heard: payload.word })));

    expect(await run({ word: 'hello' })).toEqual({ heard: 'hello' });
    expect(await run('{"word":"hello"}')).toEqual({ heard: 'hello' });
    expect(await run()).toEqual({});
  });

  it('fails with an Error', async () => {
    const { run } = start(probe(() => Promise.reject('no error')));

    const error = await run().catch((reason: unknown) => reason);

    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({ code: 'INTERNAL', message: expect.stringMatching(/^INTERNAL: /) });
  });

  it('knows its account', async () => {
    expect(await start(probe(async ({ accountId }) => accountId)).run()).toBe('12345');
  });

  it('reads variables at each run', async () => {
    const { run } = start(
      probe(async ({ env }) => env.COLOUR),
      { env: { COLOUR: 'blue' } },
    );

    expect(await run()).toBe('blue');
  });

  it.each([
    ['text', 'abc', 'string'],
    ['a number', 12, 'number'],
    ['JSON', { a: [1] }, 'object'],
  ])('reads a secret that is %s as it is', async (_, value, type) => {
    const { run } = start(
      probe(async ({ secretStorage }) => typeof (await secretStorage.read('a', false))),
      { secrets: { a: value } },
    );

    expect(await run()).toBe(type);
  });

  it('says that a secret does not exist', async () => {
    const { run } = start(probe(({ secrets }) => secrets.read(['apiKey'])));

    await expect(run()).rejects.toMatchObject({ code: 'SECRET_NOT_FOUND' });
  });

  it('sees what another instance has written, when it reads fresh', async () => {
    const { run, secrets } = start(
      probe(async ({ secretStorage, clock }) => {
        await secretStorage.read('a', false);
        secrets.values.set('a', `written ${clock.now() > 0}`);
        return secretStorage.read('a', true);
      }),
      { secrets: { a: 'old' } },
    );

    expect(await run()).toBe('written true');
  });

  it('updates a secret, and cannot create one', async () => {
    const { run, secrets } = start(
      probe(async (host) => {
        await writeSecret(host, 'a', { b: 1 });
        await writeSecret(host, 'none', 'x');
      }),
      { secrets: { a: 'old' } },
    );

    await expect(run()).rejects.toMatchObject({ code: 'SECRET_WRITE_FAILED' });
    expect([...secrets.values]).toEqual([['a', { b: 1 }]]);
  });

  it('offers the same storage to all runs, for caches that hang on it', async () => {
    const seen = new Set<unknown>();
    const { run } = start(probe(async ({ secretStorage }) => seen.add(secretStorage).size));

    expect([await run(), await run()]).toEqual([1, 1]);
  });

  it('draws numbers from 0 up to 1', async () => {
    expect(
      await start(probe(async ({ random }) => [random(), random()].every((n) => n >= 0 && n < 1))).run(),
    ).toBe(true);
  });
});
