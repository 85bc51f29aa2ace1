import type { ContractCase } from './case.ts';

const CUSTOM = 'com.liveperson.faas.handler.custom-failure';
const RUNTIME = 'com.liveperson.faas.handler.runtime-exception';
const NO_ERROR = 'Received error in an incorrect format. Please provide an error object to the callback.';

const LOST = 'an instance tells what was lost; the doors of an account answer an empty success as well';
const DIES = 'the process of the local runner dies of it without a word; an instance tells the failure';
const TEXT = 'what an instance reports is a text';

/** What a function gives back, and how it fails. */
export const RESULTS: readonly ContractCase[] = [
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
      reason: LOST,
    },
  },
  { name: 'a result', target: 'v2', body: `return { a: [1, 'ü', null] }` },
  { name: 'no result', target: 'v2', body: '' },
  { name: 'an error', target: 'v2', body: `throw new Error('no')` },
  { name: 'a TypeError', target: 'v2', body: 'null.x' },
  { name: 'undefined as result', target: 'v1', body: 'callback(null, undefined)' },
  { name: 'null as result', target: 'v1', body: 'callback(null, null)' },
  { name: 'false as result', target: 'v1', body: 'callback(null, false)' },
  { name: 'a text as result', target: 'v1', body: `callback(null, 'text')` },
  { name: 'an empty text as result', target: 'v1', body: `callback(null, '')` },
  {
    name: 'a Date, NaN and undefined within the result',
    target: 'v1',
    body: `callback(null, { at: new Date(0), n: NaN, u: undefined })`,
  },
  {
    name: 'a Map and a Buffer as result',
    target: 'v1',
    body: `callback(null, [new Map([[1, 2]]), Buffer.from('a')])`,
  },
  {
    name: 'a BigInt as result',
    target: 'v1',
    body: 'callback(null, 1n)',
    difference: {
      vendor: 'no report',
      emulator: { errorCode: RUNTIME, message: 'Do not know how to serialize a BigInt' },
      reason: DIES,
    },
  },
  {
    name: 'a circular result',
    target: 'v1',
    body: 'const a = {}; a.a = a; callback(null, a)',
    difference: { vendor: 'no report', emulator: { errorCode: RUNTIME }, reason: DIES },
  },
  { name: 'a function as result', target: 'v1', body: 'callback(null, () => 1)' },
  { name: 'an Error as result', target: 'v1', body: `callback(null, new Error('as a value'))` },
  { name: 'a text as error', target: 'v1', body: `callback('no')` },
  {
    name: 'a number as error',
    target: 'v1',
    body: 'callback(7)',
    difference: { vendor: { message: 7 }, emulator: { message: '7' }, reason: TEXT },
  },
  {
    name: 'false as error',
    target: 'v1',
    body: 'callback(false)',
    difference: { vendor: { result: '' }, emulator: { message: 'false' }, reason: LOST },
  },
  { name: 'undefined as error', target: 'v1', body: `callback(undefined, 'fine')` },
  {
    name: 'an object without a message as error',
    target: 'v1',
    body: `callback({ code: 5 })`,
    difference: { vendor: { message: { code: 5 } }, emulator: { message: '[object Object]' }, reason: TEXT },
  },
  {
    name: 'an error with an empty message',
    target: 'v1',
    body: `callback(new Error(''))`,
    difference: {
      vendor: { message: {} },
      emulator: { message: '' },
      reason: 'the local runner takes an Error without a message for an object',
    },
  },
  {
    name: 'an error of a class of its own',
    target: 'v1',
    body: `class Mine extends Error {} callback(new Mine('mine'))`,
  },
  { name: 'an error that is thrown', target: 'v1', body: `throw new Error('thrown')` },
  { name: 'a text that is thrown', target: 'v1', body: `throw 'thrown'` },
  {
    name: 'a rejection of an async lambda',
    target: 'v1',
    body: `return Promise.reject(new Error('rejected'))`,
  },
  {
    name: 'a result of an async lambda beside the callback',
    target: 'v1',
    body: `callback(null, 1); return Promise.resolve(2)`,
  },
  { name: 'a callback in a timer', target: 'v1', body: `setTimeout(() => callback(null, 'late'), 20)` },
  { name: 'undefined as result', target: 'v2', body: 'return undefined' },
  { name: 'null as result', target: 'v2', body: 'return null' },
  { name: 'false as result', target: 'v2', body: 'return false' },
  { name: 'an empty text as result', target: 'v2', body: `return ''` },
  {
    name: 'a promise as result',
    target: 'v2',
    body: `return new Promise((resolve) => setTimeout(resolve, 10, 'later'))`,
  },
  {
    name: 'a Date, NaN and undefined within the result',
    target: 'v2',
    body: `return { at: new Date(0), n: NaN, u: undefined }`,
  },
  {
    name: 'a BigInt as result',
    target: 'v2',
    body: 'return 1n',
    difference: {
      vendor: 'no report',
      emulator: { errorCode: RUNTIME, message: 'Do not know how to serialize a BigInt' },
      reason: DIES,
    },
  },
  {
    name: 'a circular result',
    target: 'v2',
    body: 'const a = {}; a.a = a; return a',
    difference: { vendor: 'no report', emulator: { errorCode: RUNTIME }, reason: DIES },
  },
  { name: 'an Error as result', target: 'v2', body: `return new Error('as a value')` },
  {
    name: 'a text that is thrown',
    target: 'v2',
    body: `throw 'thrown'`,
    difference: {
      vendor: { errorCode: CUSTOM, message: NO_ERROR },
      emulator: { errorCode: CUSTOM, message: 'thrown' },
      reason: LOST,
    },
  },
  {
    name: 'an object that is thrown',
    target: 'v2',
    body: `throw { code: 5 }`,
    difference: {
      vendor: { errorCode: CUSTOM, message: NO_ERROR },
      emulator: { errorCode: CUSTOM, message: '[object Object]' },
      reason: LOST,
    },
  },
  {
    name: 'null that is thrown',
    target: 'v2',
    body: `throw null`,
    difference: {
      vendor: { errorCode: CUSTOM, message: NO_ERROR },
      emulator: { errorCode: CUSTOM, message: 'null' },
      reason: LOST,
    },
  },
  {
    name: 'an error with a code',
    target: 'v2',
    body: `throw Object.assign(new Error('no'), { code: 'E_MINE' })`,
  },
  { name: 'a ReferenceError', target: 'v2', body: 'return nowhere' },
  {
    name: 'an error of a class of its own',
    target: 'v2',
    body: `class Mine extends TypeError {} throw new Mine('mine')`,
  },
];
