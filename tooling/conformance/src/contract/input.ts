import type { ContractCase } from './case.ts';

/** What a function is called with. */
export const INPUT: readonly ContractCase[] = [
  {
    name: 'a payload that is an object',
    target: 'v1',
    input: { payload: { a: { b: [1] } } },
    body: 'callback(null, input)',
  },
  {
    name: 'a payload that is a text',
    target: 'v1',
    input: { payload: 'text' },
    body: 'callback(null, input)',
  },
  {
    name: 'a payload that is a list',
    target: 'v1',
    input: { payload: [1, 2] },
    body: 'callback(null, input)',
  },
  { name: 'a payload that is null', target: 'v1', input: { payload: null }, body: 'callback(null, input)' },
  { name: 'a payload that is a number', target: 'v1', input: { payload: 0 }, body: 'callback(null, input)' },
  {
    name: 'headers as a list',
    target: 'v1',
    input: { headers: [{ key: 'X-A', value: '1' }], payload: {} },
    body: 'callback(null, input)',
  },
  {
    name: 'headers as an object',
    target: 'v1',
    input: { headers: { 'X-A': '1' }, payload: {} },
    body: 'callback(null, input)',
  },
  { name: 'no payload', target: 'v1', input: { headers: [] }, body: 'callback(null, input)' },
  {
    name: 'a payload that is an object',
    target: 'v2',
    input: { payload: { a: { b: [1] } } },
    body: 'return input',
  },
  { name: 'a payload that is a text', target: 'v2', input: { payload: 'text' }, body: 'return input' },
  { name: 'a payload that is a list', target: 'v2', input: { payload: [1, 2] }, body: 'return input' },
  { name: 'a payload that is null', target: 'v2', input: { payload: null }, body: 'return input' },
  { name: 'a payload that is a number', target: 'v2', input: { payload: 0 }, body: 'return input' },
  {
    name: 'headers as a list',
    target: 'v2',
    input: { headers: [{ key: 'X-A', value: '1' }], payload: {} },
    body: 'return input',
  },
  {
    name: 'headers as an object',
    target: 'v2',
    input: { headers: { 'X-A': '1' }, payload: {} },
    body: 'return input',
  },
  { name: 'no payload', target: 'v2', input: { headers: [] }, body: 'return input' },
];
