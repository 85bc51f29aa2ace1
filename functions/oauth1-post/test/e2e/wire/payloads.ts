import fc from 'fast-check';

const FORM = 'application/x-www-form-urlencoded';

type Value = string | number | boolean;

/** A payload of oauth1_post, as a caller could write it. */
export interface Payload {
  url?: string;
  query?: Record<string, Value | Value[]>;
  headers?: Record<string, string>;
  body?: string | object;
}

/** What signing libraries stumble over. */
const difficult = fc.constantFrom(
  ...['', ' ', '+', '%', '%zz', '%20', '&', '=', '?', '#', `!*'()`, '-._~', '|^`{}\\"<>[]', '\u007f', '\n'],
  ...['ä', '√', '、', '😀', '👩‍👩‍👧', 'a b', 'a+b', 'a=b=c', 'https://a.example/?b=c&d=e', '100%'],
);
const text = fc.oneof(difficult, fc.string({ unit: 'grapheme', maxLength: 12 }));
const name = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('a', 'a-', 'a.', 'b', '__proto__', 'constructor', 'toString', 'xoauth_a'),
  },
  text.filter((value) => !value.startsWith('oauth_')),
);
const value = fc.oneof({ weight: 4, arbitrary: text }, fc.integer(), fc.boolean());

/** `Object.fromEntries`, unlike a literal, makes a field of `__proto__`. */
const fields = fc
  .array(fc.tuple(name, fc.oneof(value, fc.array(value, { minLength: 1, maxLength: 3 }))), { maxLength: 8 })
  .map(Object.fromEntries<Value | Value[]>);

/** Queries and forms as people write them by hand. */
const rawPairs = fc
  .array(
    fc.constantFrom(
      ...[
        'a=1',
        'a=2',
        'b',
        'c=',
        '=d',
        '',
        'e=f=g',
        'h=1+2',
        'i%3D=%26',
        'j?=k?l',
        '?',
        '%7e=%2d%5F',
        '%41=a',
      ],
      ...[
        'm=%c3%a4',
        'n=ä',
        'o=😀',
        'p=%FF%fe',
        'q=%',
        'r=%zz&s=%4',
        `t=!*'()`,
        'u=|^`{}',
        '__proto__=1',
        'a-=1',
      ],
    ),
    { maxLength: 9 },
  )
  .map((pairs) => pairs.join('&'));

const segment = fc.constantFrom(
  ...[
    'orders',
    `it's`,
    'a|b',
    'a^b',
    '%7e',
    '%2F',
    '100%',
    'ä',
    '😀',
    'a b',
    '(x)!*',
    'a;b=c,d',
    '{}`"<>',
    'A',
  ],
);
const url = fc
  .tuple(fc.array(segment, { maxLength: 4 }), fc.option(rawPairs), fc.constantFrom('', '', '#fragment?a=b'))
  .map(([path, query, fragment]) => `/${path.join('/')}${query === null ? '' : `?${query}`}${fragment}`);

const formType = fc.constantFrom(
  FORM,
  `${FORM};charset=UTF-8`,
  FORM.toUpperCase(),
  `${FORM} ; charset=utf-8`,
);
const otherType = fc.constantFrom('text/plain', 'application/json', `multipart/form-data; boundary=${FORM}`);
const typed = (type: string) => ({ headers: { 'Content-Type': type } });

const content: fc.Arbitrary<Pick<Payload, 'headers' | 'body'>> = fc.oneof(
  fc.constant({}),
  fc.record({ body: fc.oneof(fields, fc.array(value, { maxLength: 4 })) }),
  fc.record({ body: text }),
  fc.record({ headers: otherType.map((type) => typed(type).headers), body: rawPairs }),
  fc.record({ headers: formType.map((type) => typed(type).headers), body: fields }),
  fc.record({ headers: formType.map((type) => typed(type).headers), body: rawPairs }),
);

export const payload: fc.Arbitrary<Payload> = fc
  .tuple(content, fc.record({ url, query: fields }, { requiredKeys: [] }))
  .map(([first, second]) => ({ ...first, ...second }));
