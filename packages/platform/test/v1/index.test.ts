import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { defineFunction, type Run } from '../../src/index.ts';
import { createMemorySecrets } from '../../src/testing/index.ts';
import { toV1 } from '../../src/v1/index.ts';
import { toolbelt } from '../fakes/lp-faas-toolbelt.ts';

const lambdaWith = (handler: (run: Run) => Promise<unknown>) =>
  toV1(
    defineFunction({
      name: 'probe',
      description: 'Any handler.',
      environment: {},
      payload: {},
      secrets: {},
      targets: () => [],
      handler,
    }),
  );

const settled = (callback: ReturnType<typeof vi.fn>) =>
  vi.waitFor(() => expect(callback).toHaveBeenCalled(), { interval: 1 });

beforeEach(() => {
  toolbelt.secrets = createMemorySecrets();
});
afterEach(() => vi.useRealTimers());

it('calls back once, with null and the result', async () => {
  const callback = vi.fn();
  lambdaWith(async () => ({ done: true }))({ payload: {} }, callback);
  await settled(callback);

  expect(callback.mock.calls).toEqual([[null, { done: true }]]);
});

it('calls back once, with the error alone', async () => {
  const callback = vi.fn();
  lambdaWith(async () => {
    throw new Error('broken');
  })({ payload: {} }, callback);
  await settled(callback);

  expect(callback.mock.calls).toEqual([[expect.objectContaining({ code: 'INTERNAL' })]]);
});

it.each([undefined, null, {}, { payload: null }])('takes the input %j', async (input) => {
  const callback = vi.fn();
  lambdaWith(async ({ payload }) => payload)(input, callback);
  await settled(callback);

  expect(callback).toHaveBeenCalledExactlyOnceWith(null, {});
});

it('returns nothing: only the callback counts', async () => {
  const callback = vi.fn();

  expect(lambdaWith(async () => 1)({}, callback)).toBeUndefined();
  await settled(callback);
});

it('calls back once at the deadline, however late the handler ends', async () => {
  vi.useFakeTimers();
  const callback = vi.fn();
  lambdaWith(({ clock }) => new Promise((resolve) => clock.after(60_000, () => resolve('too late'))))(
    {},
    callback,
  );
  await vi.advanceTimersByTimeAsync(27_999);
  expect(callback).not.toHaveBeenCalled();

  await vi.advanceTimersByTimeAsync(100_000);

  expect(callback.mock.calls).toEqual([[expect.objectContaining({ code: 'DEADLINE_EXCEEDED' })]]);
});

it('serves several runs at once, each with its own payload and result', async () => {
  const lambda = lambdaWith(async ({ clock }) => {
    await new Promise<void>((resolve) => clock.after(1, resolve));
    return 'mine';
  });
  const callbacks = [vi.fn(), vi.fn(), vi.fn()];
  for (const callback of callbacks) lambda({}, callback);
  await Promise.all(callbacks.map(settled));

  for (const callback of callbacks) expect(callback).toHaveBeenCalledExactlyOnceWith(null, 'mine');
});
