import { expect } from 'vitest';
import { type ContractCase, entry } from './case.ts';

const UNLIMITED = 'the local runner knows no limit; the platform keeps a single error';
const ONE_TEXT =
  'the local runner keeps values and further arguments as they are; the emulator shows and exports one text';
const ERROR =
  'of an Error the local runner keeps an empty object; the emulator shows its stack, without frames of its own';

/** What a function writes to the console. */
export const LOGS: readonly ContractCase[] = [
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
  { name: 'logs', target: 'v2', body: `console.warn('careful'); return 1` },
  {
    name: 'an object as message',
    target: 'v1',
    body: `console.info({ a: [1, { b: 2 }] }); callback()`,
    difference: {
      vendor: { logs: [entry('info', { a: [1, { b: 2 }] })] },
      emulator: { logs: [entry('info', '{ a: [ 1, { b: 2 } ] }')] },
      reason: ONE_TEXT,
    },
  },
  {
    name: 'an error as message',
    target: 'v1',
    body: `console.error(new Error('told')); callback()`,
    difference: {
      vendor: { logs: [entry('error', {})] },
      emulator: { logs: [entry('error', expect.stringMatching(/^Error: told\n +at lambda .*$/))] },
      reason: ERROR,
    },
  },
  {
    name: 'a number, true and an array as messages',
    target: 'v1',
    body: `console.info(1); console.info(true); console.info([1, 2]); callback()`,
    difference: {
      vendor: { logs: [entry('info', 1), entry('info', true), entry('info', [1, 2])] },
      emulator: { logs: [entry('info', '1'), entry('info', 'true'), entry('info', '[ 1, 2 ]')] },
      reason: ONE_TEXT,
    },
  },
  {
    name: 'null as message',
    target: 'v1',
    body: `console.info(null); callback()`,
    difference: {
      vendor: { logs: [entry('info', null)] },
      emulator: { logs: [entry('info', 'null')] },
      reason: ONE_TEXT,
    },
  },
  {
    name: 'undefined as message',
    target: 'v1',
    body: `console.info(undefined); callback()`,
    difference: {
      vendor: { logs: [{ level: 'info' }] },
      emulator: { logs: [entry('info', 'undefined')] },
      reason: ONE_TEXT,
    },
  },
  {
    name: 'a place holder in a message',
    target: 'v1',
    body: `console.info('%s and %d', 'a', 2); callback()`,
    difference: {
      vendor: { logs: [entry('info', '%s and %d')] },
      emulator: { logs: [entry('info', '%s and %d a 2')] },
      reason: ONE_TEXT,
    },
  },
  { name: 'a message over several lines', target: 'v1', body: `console.info('a\\nb'); callback()` },
  { name: 'console.log', target: 'v1', body: `console.log('a'); callback()` },
  { name: 'logs before a failure', target: 'v1', body: `console.info('before'); callback(new Error('no'))` },
  {
    name: 'an object as message',
    target: 'v2',
    body: `console.info({ a: [1, { b: 2 }] })`,
    difference: {
      vendor: { logs: [entry('info', { a: [1, { b: 2 }] })] },
      emulator: { logs: [entry('info', '{ a: [ 1, { b: 2 } ] }')] },
      reason: ONE_TEXT,
    },
  },
  {
    name: 'an error as message',
    target: 'v2',
    body: `console.error(new Error('told'))`,
    difference: {
      vendor: { logs: [entry('error', {})] },
      emulator: { logs: [entry('error', expect.stringMatching(/^Error: told\n +at lambda .*$/))] },
      reason: ERROR,
    },
  },
  { name: 'console.log', target: 'v2', body: `console.log('a')` },
  { name: 'logs before a failure', target: 'v2', body: `console.info('before'); throw new Error('no')` },
];
