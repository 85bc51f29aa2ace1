import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isSecure, parseUrl } from '../http/url.ts';
import { isObject, isText, parseJson } from '../json.ts';

/**
 * A field of a payload or an environment variable. It is a Standard Schema (standardschema.dev), so a definition may
 * mix in schemas of valibot and others; these here exist for their size: valibot's constructors for the same cases
 * take 4,200 of the 9,000 characters that a small function may have.
 */
export type Field<Output> = StandardSchemaV1<unknown, Output>;

const fromValidator = <Output>(
  validate: (value: unknown) => StandardSchemaV1.Result<unknown> | Promise<StandardSchemaV1.Result<unknown>>,
) => ({ '~standard': { version: 1, vendor: 'lp', validate } }) as Field<Output>;

/** @param isValid whether a value is what `expected` says @param convert gives the field's value, if it is another */
const field = <Output>(
  expected: string,
  isValid: (value: never) => unknown,
  convert = (value: never): unknown => value,
) =>
  fromValidator<Output>((value) =>
    isValid(value as never)
      ? { value: convert(value as never) }
      : { issues: [{ message: `expected ${expected}` }] },
  );

/** A field that may be absent. @param fallback stands for an absent value and is read like one */
export const optional = <Output, Fallback extends string | undefined = undefined>(
  inner: StandardSchemaV1<unknown, Output>,
  fallback?: Fallback,
) =>
  fromValidator<Fallback extends string ? Output : Output | undefined>((value: unknown = fallback) =>
    value === undefined ? { value } : inner['~standard'].validate(value),
  );

const isHttpsUrl = (value: unknown): boolean => isText(value) && isSecure(parseUrl(value));

export const text = () => field<string>('text', isText);

export const boolean = () => field<boolean>('true or false', (value) => typeof value === 'boolean');

/** Whatever passes the test. */
export const custom: <Value>(expected: string, isValid: (value: unknown) => boolean) => Field<Value> = field;

export const texts = () =>
  field<string[]>('an array of text', (value: unknown) => Array.isArray(value) && value.every(isText));

/** One of a few texts. */
export const oneOf = <const Options extends readonly string[]>(...options: Options) =>
  field<Options[number]>(options.join(', '), (value) => options.includes(value));

/** The text `true` or `false`. */
export const flag = () =>
  field<boolean>(
    'true, false',
    (value) => value === 'true' || value === 'false',
    (value) => value === 'true',
  );

/** The text of a whole number between two bounds, both included. */
export const integer = (min: number, max: number) =>
  field<number>(
    `a whole number from ${min} to ${max}`,
    (value: string) => /^\d+$/.test(value) && +value >= min && +value <= max,
    Number,
  );

/** An absolute URL: `https:`, or `http:` to this machine, without user name and password. The text is kept as it is. */
export const url = () => field<string>('an https URL', isHttpsUrl);

/** Comma-separated origins, each `https://host` or, to this machine, `http://localhost:8080`: no path, no wildcard. */
export const origins = () =>
  field<string[]>(
    'https origins, comma-separated',
    (value: string) =>
      isText(value) && value.split(',').every((origin) => isHttpsUrl(origin) && !/\w\/.|[;*]/.test(origin)),
    (value: string) => value.split(','),
  );

/** An object whose members all pass, whatever their names. */
export const record = <Value>(expected: string, isMember: (value: unknown) => boolean) =>
  field<Record<string, Value>>(expected, (value) => isObject(value) && Object.values(value).every(isMember));

/** The JSON text of an object whose members are text. */
export const jsonRecord = () =>
  field<Record<string, string>>(
    'a JSON object whose members are text',
    (value) => {
      const parsed = parseJson(value);
      return isObject(parsed) && Object.values(parsed).every(isText);
    },
    parseJson,
  );
