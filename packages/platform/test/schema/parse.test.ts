import fc from 'fast-check';
import * as v from 'valibot';
import { describe, expect, expectTypeOf, it } from 'vitest';
import { integer, optional, text } from '../../src/schema/fields.ts';
import { parse } from '../../src/schema/parse.ts';

const FIELDS = { name: text(), age: optional(integer(0, 150), '18') };
const refusal = (input: Record<string, unknown>, fields = FIELDS as Parameters<typeof parse>[0]) => {
  try {
    parse(fields, input, 'INPUT_INVALID');
  } catch (error) {
    return error as Error & { code: string };
  }
  throw new Error('accepted');
};

it('gives every field its value, converted or from its fallback', () => {
  const output = parse(FIELDS, { name: 'Ada' }, 'INPUT_INVALID');

  expect(output).toEqual({ name: 'Ada', age: 18 });
  expectTypeOf(output).toEqualTypeOf<{ name: string; age: number }>();
});

it('fails with the code it is given, naming every field at fault', () => {
  expect(refusal({ age: 'old', nmae: '', other: 1 })).toMatchObject({
    code: 'INPUT_INVALID',
    message: expect.stringMatching(/^INPUT_INVALID: .*nmae.*other.*name: .*age: /),
  });
});

it('never repeats a value: people paste credentials into wrong fields', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[A-Z]{12,}$/), (value) => {
      expect(refusal({ name: [value], age: value, other: value }).message).not.toContain(value);
    }),
  );
});

it('knows no field that its definition does not name itself', () => {
  const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty'];

  for (const name of names) {
    const input = JSON.parse(`{"name":"Ada","${name}":{"age":"1"}}`);
    expect(refusal(input).message).toContain(name);
  }
  expect({}).not.toHaveProperty('age');
});

it('repeats no name that nobody could read, and not every one of many', () => {
  const long = refusal({ name: 'Ada', ['x'.repeat(200_000)]: 1 }).message;
  const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, n) => [`field${n}`, n]));

  expect(long).toContain('200000 characters');
  expect(long.length).toBeLessThan(200);
  expect(refusal({ name: 'Ada', ...many }).message).toMatch(/field0 .*4990 more/);
  expect(refusal({ name: 'Ada', ...many }).message.length).toBeLessThan(1_000);
});

it('refuses every name but the known ones', () => {
  fc.assert(
    fc.property(
      fc.string().filter((name) => !(name in FIELDS)),
      (name) => {
        expect(refusal({ name: 'Ada', [name]: 1 }).code).toBe('INPUT_INVALID');
      },
    ),
  );
});

describe('schemas of other libraries', () => {
  const fields = {
    name: text(),
    email: v.pipe(v.string(), v.email('expected an e-mail address')),
    tags: v.optional(v.array(v.string()), []),
  };

  it('stand beside our own fields', () => {
    const output = parse(fields, { name: 'Ada', email: 'a@b.example' }, 'INPUT_INVALID');

    expect(output).toEqual({ name: 'Ada', email: 'a@b.example', tags: [] });
    expectTypeOf(output).toEqualTypeOf<{ name: string; email: string; tags: string[] }>();
  });

  it('say themselves what they expected', () => {
    expect(refusal({ name: 'Ada', email: 'x' }, fields).message).toContain(
      'email: expected an e-mail address',
    );
  });
});
