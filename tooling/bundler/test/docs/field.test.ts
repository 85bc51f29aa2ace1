import {
  boolean,
  custom,
  flag,
  integer,
  jsonRecord,
  oneOf,
  optional,
  origins,
  record,
  text,
  texts,
  url,
} from '@lp-functions/platform';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { factsOf } from '../../src/docs/field.ts';

describe('factsOf', () => {
  it.each([
    ['text', text(), 'text'],
    ['url', url(), 'an https URL without user name and password'],
    ['integer', integer(1, 9), 'a whole number from 1 to 9'],
    ['oneOf', oneOf('a', 'b'), 'a, b'],
    ['flag', flag(), 'true, false'],
    ['boolean', boolean(), 'true or false'],
    ['texts', texts(), 'an array of text'],
    ['origins', origins(), 'https origins without path, query or wildcard, separated by commas'],
    ['jsonRecord', jsonRecord(), 'a JSON object whose members are text'],
    ['record', record('an object', () => true), 'an object'],
    ['custom', custom('an even number', (value) => Number(value) % 2 === 0), 'an even number'],
  ])('tells what %s accepts, and that it is required', (_, field, accepts) => {
    expect(factsOf(field)).toEqual({ isRequired: true, accepts });
  });

  it('tells what stands for an absent value', () => {
    expect(factsOf(optional(oneOf('a', 'b'), 'a'))).toEqual({
      isRequired: false,
      fallback: 'a',
      accepts: 'a, b',
    });
    expect(factsOf(optional(integer(1, 9), '7'))).toMatchObject({ fallback: '7' });
    expect(factsOf(optional(flag(), 'false'))).toMatchObject({ fallback: 'false' });
  });

  it('tells that there is no default', () => {
    expect(factsOf(optional(text()))).toEqual({ isRequired: false, accepts: 'text' });
  });

  it('tells when a field takes whatever comes', () => {
    expect(factsOf(custom('anything', () => true))).toEqual({ isRequired: false, accepts: 'anything' });
  });

  it('reads a schema of another library by its message', () => {
    expect(factsOf(v.pipe(v.string(), v.email('expected an address')))).toEqual({
      isRequired: true,
      accepts: 'an address',
    });
  });
});
