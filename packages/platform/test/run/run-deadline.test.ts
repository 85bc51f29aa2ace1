import { expect, it, vi } from 'vitest';
import { failureOf, runOf } from '../support/run.ts';

const forever = () => new Promise<never>(() => {});

it('ends a handler that never ends, at DEADLINE_MS', async () => {
  const { clock, work } = runOf(forever, { env: { DEADLINE_MS: '5000' } });
  const began = clock.now();
  const failed = failureOf(work);
  await clock.finish(failed);

  expect((await failed).code).toBe('DEADLINE_EXCEEDED');
  expect(clock.now() - began).toBe(5_000);
});

it('ends a run whose secret storage hangs', async () => {
  const { clock, work } = runOf(({ secrets }) => secrets.read(['apiKey']), { before: forever });
  const failed = failureOf(work);
  await clock.finish(failed);

  expect((await failed).code).toBe('DEADLINE_EXCEEDED');
});

it.each([
  ['succeeds', () => 1],
  ['fails', () => Promise.reject(new Error('x'))],
  ['runs out of time', forever],
])('leaves no timer behind when a run %s', async (_, handler) => {
  const { clock, work } = runOf(handler);
  await clock.finish(work.catch(() => {}));

  expect(clock.pending()).toBe(0);
});

it('aborts the request that is under way', async () => {
  const abort = vi.fn();
  const { clock, work } = runOf(({ http }) => http.send({ method: 'GET', url: 'https://a.example' }), {
    targets: ['https://a.example'],
    env: { DEADLINE_MS: '3000' },
    exchange: ({ setAbort }) => {
      setAbort(abort);
      return forever();
    },
  });
  await clock.finish(work.catch(() => {}));
  await clock.advance(0);

  expect(abort).toHaveBeenCalledOnce();
});

it('lets a handler that goes on after its run send nothing', async () => {
  const exchange = vi.fn(forever);
  const { clock, work } = runOf(
    async ({ clock, http }) => {
      await new Promise<void>((resolve) => void clock.after(29_000, resolve));
      await http.send({ method: 'GET', url: 'https://a.example' });
    },
    { targets: ['https://a.example'], exchange },
  );
  await clock.finish(work.catch(() => {}));
  await clock.advance(60_000);

  expect(exchange).not.toHaveBeenCalled();
});

it('lets detached work go on, within a deadline of its own', async () => {
  const exchange = vi.fn(async () => ({ status: 200, headers: {}, text: '' }));
  const { clock, work } = runOf(
    async ({ clock, http }) => {
      await new Promise<void>((resolve) => void clock.after(27_000, resolve));
      const shared = http.detached();
      await new Promise<void>((resolve) => void clock.after(2_000, resolve));
      await shared.send({ method: 'GET', url: 'https://a.example' });
    },
    { targets: ['https://a.example'], exchange },
  );
  await clock.finish(work.catch(() => {}));
  await clock.advance(60_000);

  expect(exchange).toHaveBeenCalledOnce();
});
