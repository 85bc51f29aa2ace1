import { expect, it, vi } from 'vitest';
import { singleFlight } from '../../src/time/single-flight.ts';

const deferred = () => {
  let resolve = (_value: string) => {};
  const promise = new Promise<string>((done) => {
    resolve = done;
  });
  return { promise, resolve };
};

it('does work once for all who ask at the same time, and anew for whoever asks later', async () => {
  const flights = singleFlight<string>();
  const { promise, resolve } = deferred();
  const work = vi.fn(() => promise);
  const both = Promise.all([flights.run('a', work), flights.run('a', work)]);
  expect(flights.isUnderWay('a')).toBe(true);
  resolve('done');

  expect(await both).toEqual(['done', 'done']);
  expect(flights.isUnderWay('a')).toBe(false);
  await flights.run('a', work);
  expect(work).toHaveBeenCalledTimes(2);
});

it('keeps what has different keys apart', async () => {
  const flights = singleFlight<string>();

  expect(await Promise.all(['a', 'b'].map((key) => flights.run(key, async () => key)))).toEqual(['a', 'b']);
});

it.each([
  ['rejects', () => Promise.reject(new Error('x'))],
  [
    'throws at once',
    () => {
      throw new Error('x');
    },
  ],
])('ends when its work %s: the next one begins anew', async (_, work) => {
  const flights = singleFlight<string>();
  const failed = Promise.allSettled([flights.run('a', work), flights.run('a', work)]);

  expect(await failed).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
  expect(flights.isUnderWay('a')).toBe(false);
  expect(await flights.run('a', async () => 'fine')).toBe('fine');
});
