import fc from 'fast-check';
import { expect, it } from 'vitest';
import { asText, isObject, parseJson } from '../../src/json/json.ts';

it('tells objects from everything else that JSON has', () => {
  expect([{}, { a: 1 }].every(isObject)).toBe(true);
  expect([null, undefined, [], 'x', 1, true].some(isObject)).toBe(false);
});

it('parses JSON texts, and leaves alone what is none', () => {
  expect(parseJson('{"a":1}')).toEqual({ a: 1 });
  expect(parseJson('12')).toBe(12);
  expect(['plain', '', '{', 12, undefined].map(parseJson)).toEqual(['plain', '', '{', 12, undefined]);
});

it('gives nothing as the empty text, structures as JSON', () => {
  expect([undefined, null, '', 0, false, 'x', [1], { a: 1 }].map(asText)).toEqual([
    '',
    '',
    '',
    '0',
    'false',
    'x',
    '[1]',
    '{"a":1}',
  ]);
});

it('gives every object back that it made text of', () => {
  fc.assert(
    fc.property(fc.oneof(fc.dictionary(fc.string(), fc.jsonValue()), fc.array(fc.jsonValue())), (value) => {
      const json = JSON.parse(JSON.stringify(value));
      expect(parseJson(asText(json))).toEqual(json);
    }),
  );
});
