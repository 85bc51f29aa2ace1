import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  boolean,
  custom,
  type Field,
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
} from '../../src/index.ts';

/** The value a field makes of another, or `refused`. */
function read(field: Field<unknown>, value: unknown): unknown {
  const result = field['~standard'].validate(value);
  if (result instanceof Promise) throw new Error('A field answers at once');
  return result.issues ? 'refused' : result.value;
}

const SAMPLES = [undefined, null, '', 'x', 0, 1.5, true, [], {}, ['x'], { a: 'x' }];

/** Those of the samples that a field takes. */
const taken = (field: Field<unknown>) => SAMPLES.filter((value) => read(field, value) !== 'refused');

it('is a Standard Schema of version 1', () => {
  expect(text()['~standard']).toMatchObject({ version: 1, vendor: 'lp' });
});

describe('text', () => {
  it('takes any text and nothing else', () => expect(taken(text())).toEqual(['', 'x']));
});

describe('boolean', () => {
  it('takes true and false and nothing else', () => {
    expect(taken(boolean())).toEqual([true]);
    expect(read(boolean(), false)).toBe(false);
  });
});

describe('texts', () => {
  it('takes arrays of text and nothing else', () => {
    expect(taken(texts())).toEqual([[], ['x']]);
    expect(read(texts(), ['x', 1])).toBe('refused');
  });
});

describe('custom', () => {
  it('takes what passes the test', () => {
    expect(taken(custom('nothing', (value) => value === null))).toEqual([null]);
  });
});

describe('oneOf', () => {
  it('takes the options, letter by letter', () => {
    expect(['a', 'b', 'A', 'a ', '', ['a']].map((value) => read(oneOf('a', 'b'), value))).toEqual([
      'a',
      'b',
      'refused',
      'refused',
      'refused',
      'refused',
    ]);
  });
});

describe('flag', () => {
  it('reads two texts', () => {
    expect(['true', 'false', 'TRUE', '1', true].map((value) => read(flag(), value))).toEqual([
      true,
      false,
      'refused',
      'refused',
      'refused',
    ]);
  });
});

describe('integer', () => {
  it('reads every whole number within its bounds, and nothing outside', () => {
    fc.assert(
      fc.property(fc.nat(), fc.nat(), fc.nat(), (a, b, n) => {
        const [min, max] = a < b ? [a, b] : [b, a];
        expect(read(integer(min, max), `${n}`)).toBe(n >= min && n <= max ? n : 'refused');
        expect([min, max].map((bound) => read(integer(min, max), `${bound}`))).toEqual([min, max]);
      }),
    );
  });

  it.each(['', ' 5', '5 ', '-5', '+5', '5.0', '5e0', '0x5', 'five', '５', '9'.repeat(400)])(
    'refuses %j',
    (value) => expect(read(integer(0, 9), value)).toBe('refused'),
  );
});

describe('url', () => {
  it.each(['https://a.example', 'https://a.example/x?y#z', 'http://localhost:80', 'http://[::1]/x'])(
    'keeps %j as it is',
    (value) => expect(read(url(), value)).toBe(value),
  );

  it.each([
    '',
    'a.example',
    '//a.example',
    'http://a.example',
    'ftp://a.example',
    'https://',
    ['https://a.example'],
    'https://user:pass@a.example',
  ])('refuses %j', (value) => expect(read(url(), value)).toBe('refused'));

  it('never takes another protocol to another machine', () => {
    fc.assert(
      fc.property(fc.constantFrom('http', 'ftp', 'ws', 'wss', 'file'), fc.domain(), (scheme, host) => {
        expect(read(url(), `${scheme}://${host}/`)).toBe('refused');
      }),
    );
  });
});

describe('origins', () => {
  it.each([
    ['https://a.example', ['https://a.example']],
    ['https://a.example,http://localhost:8080', ['https://a.example', 'http://localhost:8080']],
    ['https://a.example, https://b.example/', ['https://a.example', 'https://b.example']],
  ])('reads %j', (value, expected) => {
    const urls = read(origins(), value) as string[];

    expect(urls.map((each) => new URL(each).origin)).toEqual(expected);
  });

  it.each([
    '',
    ',',
    'https://a.example,',
    'a.example',
    '*',
    'https://a.example;https://b.example',
    'https://*.example.com',
    'https://a.example/x',
    'https://a.example?x=1',
    'https://a.example?',
    'https://a.example/?x=1',
    'https://a.example#x',
    'https://user@a.example',
    'http://a.example',
  ])('refuses %j', (value) => expect(read(origins(), value)).toBe('refused'));
});

describe('record', () => {
  it('takes objects whose members pass, whatever their names', () => {
    const numbers = record<number>('numbers', (value) => typeof value === 'number');

    expect([{}, { a: 1 }, JSON.parse('{"__proto__":1}')].map((value) => read(numbers, value))).not.toContain(
      'refused',
    );
    expect(
      [{ a: 'x' }, [1], null, JSON.parse('{"__proto__":{}}')].map((value) => read(numbers, value)),
    ).toEqual(Array(4).fill('refused'));
  });
});

describe('jsonRecord', () => {
  it('reads the JSON of an object of texts', () => {
    expect(read(jsonRecord(), '{"a":"x","b":""}')).toEqual({ a: 'x', b: '' });
  });

  it.each(['', 'x', '[]', '"x"', 'null', '{"a":1}', '{"a":{}}', '{"a":"x"'])('refuses %j', (value) =>
    expect(read(jsonRecord(), value)).toBe('refused'),
  );
});

describe('optional', () => {
  it('lets a value be absent, and reads any other as before', () => {
    expect([undefined, 'x', null].map((value) => read(optional(text()), value))).toEqual([
      undefined,
      'x',
      'refused',
    ]);
  });

  it('reads its fallback like a value', () => {
    expect([undefined, '7', 'x'].map((value) => read(optional(integer(1, 9), '5'), value))).toEqual([
      5,
      7,
      'refused',
    ]);
  });
});
