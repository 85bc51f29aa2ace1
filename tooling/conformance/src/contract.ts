import type { Outcome } from './outcome.ts';

/** A small function whose outcome in the emulator is compared with that in the vendor's own runner. */
export interface ContractCase {
  name: string;
  target: 'v1' | 'v2';
  /** Body of `lambda`: `input`, `Toolbelt` and, on V1, `callback` are there. */
  body: string;
  /** In what they differ on purpose. @default in nothing */
  difference?: Difference;
}

export interface Difference {
  /** Parts of the outcomes. `'no report'`: the runner's process ended without one. */
  vendor: Partial<Outcome> | 'no report';
  emulator: Partial<Outcome>;
  reason: string;
}

const UNLIMITED = 'the local runner knows no limit; the platform keeps a single error';
const ONE_TEXT = 'the local runner keeps further arguments apart; the emulator shows and exports one text';

const entry = (level: string, message: unknown) => ({ level, message });

/**
 * What functions rely on. Every difference between the emulator and the vendor's runners stands here, with
 * its reason.
 */
export const CONTRACT: readonly ContractCase[] = [
  { name: 'a result', target: 'v1', body: `callback(null, { a: [1, 'ü', null] })` },
  { name: 'no result', target: 'v1', body: 'callback()' },
  { name: 'an error', target: 'v1', body: `callback(new Error('no'))` },
  { name: 'a TypeError', target: 'v1', body: `callback(new TypeError('no'))` },
  { name: 'a promise as result', target: 'v1', body: `callback(null, Promise.resolve('later'))` },
  {
    name: 'a promise that fails as result',
    target: 'v1',
    body: `callback(null, Promise.reject(new Error('late')))`,
  },
  { name: 'two calls of the callback', target: 'v1', body: `callback(null, 1); callback(null, 2)` },
  {
    name: 'an object with a message as error',
    target: 'v1',
    body: `callback({ message: 'no Error' })`,
    difference: {
      vendor: { result: '' },
      emulator: { errorCode: 'com.liveperson.faas.handler.custom-failure' },
      reason: 'an instance tells what was lost; the doors of an account answer an empty success as well',
    },
  },
  {
    name: 'logs of all levels',
    target: 'v1',
    body: `for (const level of ['debug', 'info', 'warn', 'error']) console[level](level); callback()`,
  },
  {
    name: 'what is logged besides the message',
    target: 'v1',
    body: `console.info('a', { b: 1 }); callback()`,
    difference: {
      vendor: { logs: [entry('info', 'a')] },
      emulator: { logs: [entry('info', 'a { b: 1 }')] },
      reason: ONE_TEXT,
    },
  },
  {
    name: 'eleven log entries',
    target: 'v1',
    body: `for (let i = 0; i < 11; i++) console.info('x'); callback()`,
    difference: {
      vendor: { logs: Array.from({ length: 11 }, () => entry('info', 'x')) },
      emulator: { logs: [entry('error', 'Log limit exceeded: 11 entries, 11 characters')] },
      reason: UNLIMITED,
    },
  },
  {
    name: 'a secret that is read, updated and read again',
    target: 'v1',
    body: `const s = Toolbelt.SecretClient(); s.readSecret('a').then(async ({ value }) => {
      await s.updateSecret({ key: 'a', value: value + '!' });
      callback(null, (await s.readSecret('a')).value); }).catch(callback)`,
  },
  {
    name: 'a secret that does not exist',
    target: 'v1',
    body: `Toolbelt.SecretClient().readSecret('none').then(() => callback(), (e) => callback(null, e.code))`,
  },
  {
    name: 'a host that is not allowed',
    target: 'v1',
    body: `Toolbelt.HTTPClient()('http://elsewhere.example/', { simple: false })
      .then((r) => callback(null, r), callback)`,
  },
  { name: 'a result', target: 'v2', body: `return { a: [1, 'ü', null] }` },
  { name: 'no result', target: 'v2', body: '' },
  { name: 'an error', target: 'v2', body: `throw new Error('no')` },
  { name: 'a TypeError', target: 'v2', body: 'null.x' },
  { name: 'logs', target: 'v2', body: `console.warn('careful'); return 1` },
  {
    name: 'a secret that is updated and read from the cache',
    target: 'v2',
    body: `const s = Toolbelt.SecretClient(); await s.updateSecret({ key: 'a', value: 'new' });
      return (await s.readSecret('a')).value`,
    difference: {
      vendor: { result: 'new', changedSecrets: ['a'] },
      emulator: { result: '"new"', changedSecrets: ['a'] },
      reason: "the stand-in for the vendor's runner has no cache; the real toolbelt caches the JSON text",
    },
  },
];
