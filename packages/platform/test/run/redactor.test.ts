import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/run/redactor.ts';

const knowing = (...values: (string | undefined)[]) => {
  const redactor = createRedactor();
  redactor.add(...values);
  return redactor;
};

const SECRET = 'p@ss/w+rd "q"\\(é)=';

/** The spellings a credential takes on its way to a peer and back. */
const SPELLINGS: [string, string][] = [
  ['as it is', SECRET],
  ['percent-encoded in a URL', encodeURIComponent(SECRET)],
  ['in JSON', JSON.stringify(SECRET).slice(1, -1)],
];

describe('text', () => {
  it.each(SPELLINGS)('loses a credential %s, wherever it stands', (_, spelling) => {
    const { text } = knowing(SECRET);

    expect(text(`a ${spelling} b ${spelling}`)).toBe('a [redacted] b [redacted]');
  });

  it('without a credential stays as it is', () => {
    expect(knowing(SECRET).text('nothing to hide: $& $1')).toBe('nothing to hide: $& $1');
  });

  it('loses all of a credential that begins with another one', () => {
    expect(knowing('shortkey', 'shortkey-and-more').text('<shortkey-and-more>')).toBe('<[redacted]>');
    expect(knowing('shortkey-and-more', 'shortkey').text('<shortkey-and-more>')).toBe('<[redacted]>');
  });

  it('keeps words and digits that only a very short value would hide', () => {
    expect(knowing('demo', '1234567', '', undefined).text('demo 1234567')).toBe('demo 1234567');
    expect(knowing('12345678').text('12345678')).toBe('[redacted]');
  });

  it('loses a credential without the white space it was pasted with', () => {
    expect(knowing(' pasted-key\n').text('key=pasted-key;')).toBe('key=[redacted];');
  });

  it('takes credentials that no URL can hold', () => {
    expect(knowing('half \ud800 of a pair').text('half \ud800 of a pair')).toBe('[redacted]');
  });
});

describe('value', () => {
  it('loses credentials in every text, at any depth', () => {
    expect(knowing(SECRET).value({ a: [{ b: `x ${SECRET}` }], c: SECRET })).toEqual({
      a: [{ b: 'x [redacted]' }],
      c: '[redacted]',
    });
  });

  it.each(SPELLINGS)('loses a credential %s within a text', (_, spelling) => {
    expect(knowing(SECRET).value([`x ${spelling} y`])).toEqual(['x [redacted] y']);
  });

  it('loses credentials in names', () => {
    expect(knowing(SECRET).value({ [SECRET]: 1, form: { [`key=${SECRET}`]: '' } })).toEqual({
      '[redacted]': 1,
      form: { 'key=[redacted]': '' },
    });
  });

  it('is a text when a credential is a number or an object', () => {
    expect(knowing('1234567890').value({ id: 1234567890, other: 42 })).toBe('{"id":[redacted],"other":42}');
    expect(knowing('{"kty":"oct"}').value([{ kty: 'oct' }, 1])).toBe('[[redacted],1]');
  });

  it('is a copy', () => {
    const given = { a: [1] };
    const copy = knowing().value(given);

    expect(copy).toEqual(given);
    expect(copy).not.toBe(given);
  });

  it('makes JSON of what is none', () => {
    expect(knowing().value({ at: new Date(0), nothing: undefined })).toEqual({
      at: '1970-01-01T00:00:00.000Z',
    });
    expect([undefined, null, () => 1].map(knowing().value)).toEqual([null, null, null]);
  });

  it('keeps names that mean something to JavaScript', () => {
    const json = '{"__proto__":{"polluted":true},"constructor":1}';

    expect(JSON.stringify(knowing().value(JSON.parse(json)))).toBe(json);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('any credential', () => {
  const credential = fc
    .string({ unit: 'binary', minLength: 8 })
    .filter((text) => text === text.trim() && Number.isNaN(Number(text)) && !'[redacted]'.includes(text));

  it('is gone from every text that holds one of its spellings', () => {
    fc.assert(
      fc.property(credential, fc.string(), fc.string(), (secret, before, after) => {
        const { text } = knowing(secret);
        for (const spelling of [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]) {
          expect(text(`${before}${spelling}${after}`)).not.toContain(secret);
        }
      }),
    );
  });

  it('is gone from every value that holds it, and nothing else is', () => {
    fc.assert(
      fc.property(credential, fc.jsonValue(), (secret, value) => {
        const { value: redacted } = knowing(secret);
        const copy = JSON.parse(JSON.stringify(value));

        expect(redacted({ copy, [secret]: [`<${secret}>`] })).toEqual({
          copy,
          '[redacted]': ['<[redacted]>'],
        });
      }),
    );
  });
});
