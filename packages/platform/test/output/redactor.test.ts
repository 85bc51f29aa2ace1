import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRedactor } from '../../src/output/redactor.ts';

const knowing = (...values: (string | undefined)[]) => {
  const redactor = createRedactor();
  redactor.add(...values);
  return redactor;
};

const SECRET = 'p@ss/w+rd "q"\\(é)=';

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);
const percent = encodeURIComponent(SECRET);
const form = new URLSearchParams([['', SECRET]]).toString().slice(1);
/** As PHP and, but for the slash, Python write JSON. */
const phpJson = inJson(SECRET).replaceAll('/', '\\/').replaceAll('é', '\\u00e9');

/** The spellings a credential takes on its way to a peer and back. */
const SPELLINGS: [string, string][] = [
  ['as it is', SECRET],
  ['percent-encoded in a URL', percent],
  ['percent-encoded with lower-case digits', percent.replace(/%../g, (octet) => octet.toLowerCase())],
  ['percent-encoded as OAuth 1.0 does', percent.replaceAll('(', '%28').replaceAll(')', '%29')],
  ['in a form', form],
  ['in a form with lower-case digits', form.replace(/%../g, (octet) => octet.toLowerCase())],
  ['in JSON', inJson(SECRET)],
  ['in JSON with escaped slashes', inJson(SECRET).replaceAll('/', '\\/')],
  ['in JSON of PHP', phpJson],
  ['in JSON within JSON', inJson(inJson(SECRET))],
  ['in JSON of PHP within JSON', inJson(phpJson)],
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

  it('keeps as many members as there were', () => {
    const members = { 'first-secret': 1, plain: 2, 'second-secret': 3, 'third-secret': 4 };

    expect(knowing('first-secret', 'second-secret', 'third-secret').value(members)).toEqual({
      '[redacted]': 1,
      plain: 2,
      '[redacted] 2': 3,
      '[redacted] 3': 4,
    });
  });

  it('changes nothing but texts: what else may look like a credential stays what it is', () => {
    expect(knowing('10000001').value({ id: 1000000123, other: [10000001] })).toEqual({
      id: 1000000123,
      other: [10000001],
    });
    expect(knowing('{"kty":"oct"}').value([{ kty: 'oct' }, 1])).toEqual([{ kty: 'oct' }, 1]);
    expect(knowing('true-and-so-on').value([true, null])).toEqual([true, null]);
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
    expect([undefined, null, () => 1].map((value) => knowing().value(value))).toEqual([null, null, null]);
  });

  it('keeps names that mean something to JavaScript', () => {
    const json = '{"__proto__":{"polluted":true},"constructor":1}';

    expect(JSON.stringify(knowing().value(JSON.parse(json)))).toBe(json);
    expect({}).not.toHaveProperty('polluted');
  });
});

describe('base64', () => {
  const user = (chars: number) => 'u'.repeat(chars);

  it.each([0, 1, 2, 3, 4, 5])('loses a credential that stands behind %i other bytes', (before) => {
    const header = `Basic ${Buffer.from(`${user(before)}${SECRET}`).toString('base64')}`;
    const redacted = knowing(SECRET).text(`sent ${header}`);

    expect(redacted).toContain('[redacted]');
    expect(leakedBy(redacted, header)).toBe('');
  });

  it.each([0, 1, 2, 3])('loses a credential with %i bytes behind it', (after) => {
    const header = Buffer.from(`me:${SECRET}${user(after)}`).toString('base64');

    expect(leakedBy(knowing(SECRET).text(header), header)).toBe('');
  });

  it('for URLs loses it, too', () => {
    const encoded = Buffer.from(`ab${SECRET}???>>>`).toString('base64url');

    expect(knowing(SECRET).text(encoded)).toContain('[redacted]');
  });

  it('loses what client_secret_basic puts there, form-encoded', () => {
    const header = Buffer.from(`id:${form}`).toString('base64');

    expect(knowing(SECRET).text(header)).toContain('[redacted]');
  });

  /** What of the secret's own base64 characters is left. */
  function leakedBy(redacted: string, original: string): string {
    const rest = redacted.replaceAll('[redacted]', '').replace('sent ', '');
    const decoded = Buffer.from(rest.replace('Basic ', ''), 'base64').toString('latin1');
    expect(original.length - rest.length).toBeGreaterThanOrEqual(
      Math.floor((Buffer.byteLength(SECRET) * 8) / 6) - 4,
    );
    return SECRET.slice(2, -2)
      .split('')
      .map((_, at) => SECRET.slice(at, at + 4))
      .filter((part) => part.length === 4 && decoded.includes(part))
      .join();
  }
});

describe('overlapping credentials', () => {
  it('leave nothing of either', () => {
    const { text } = knowing('first-key-shared', 'shared-second-key');

    expect(text('<first-key-shared-second-key>')).toBe('<[redacted]>');
  });

  it('that only touch are two', () => {
    expect(knowing('key-number-1', 'key-number-2').text('key-number-1key-number-2')).toBe(
      '[redacted][redacted]',
    );
  });

  it('with the same middle are told apart by the rest', () => {
    const { text } = knowing(...Array.from({ length: 50 }, (_, n) => `${n + 10}-the-same-middle-${n + 10}`));

    expect(text('12-the-same-middle-12 12-the-same-middle-13 99-the-same-middle-99')).toBe(
      '[redacted] 12-the-same-middle-13 99-the-same-middle-99',
    );
  });
});

it('learns of credentials at any time, also between two texts', () => {
  const redactor = knowing('first-secret');
  expect(redactor.text('first-secret second-secret')).toBe('[redacted] second-secret');
  redactor.add('second-secret');

  expect(redactor.text('first-secret second-secret')).toBe('[redacted] [redacted]');
});

it('finds each of ten thousand credentials, whatever stands around it', () => {
  const secrets = Array.from(
    { length: 10_000 },
    (_, n) => `token-${n.toString(36).padStart(4, '0')}-${n * 7_919}`,
  );
  const { value } = knowing(...secrets);
  const members = Object.fromEntries(secrets.map((secret, n) => [`m${n}`, `Bearer ${secret}!`]));

  expect(new Set(Object.values(value(members) as object))).toEqual(new Set(['Bearer [redacted]!']));
});

describe('any credential', () => {
  const credential = fc
    .string({ unit: 'binary', minLength: 8 })
    .filter((text) => text === text.trim() && Number.isNaN(Number(text)) && !'[redacted]'.includes(text));

  it('is gone from every text that holds one of its spellings', () => {
    fc.assert(
      fc.property(credential, fc.string(), fc.string(), (secret, before, after) => {
        const { text } = knowing(secret);
        const form = new URLSearchParams([['', secret]]).toString().slice(1);
        const lowerForm = form.replace(/%../g, (octet) => octet.toLowerCase());
        for (const spelling of [secret, encodeURIComponent(secret), inJson(secret), form, lowerForm]) {
          expect(text(`${before}${spelling}${after}`)).not.toContain(spelling);
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
