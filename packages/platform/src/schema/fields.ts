import type { StandardSchemaV1 } from '@standard-schema/spec';
import { isObject, isText, parseJson } from '../json/json.ts';
import { isSecureUrl, parseUrl } from '../url/url.ts';

/**
 * A field of a payload or an environment variable. It is a Standard Schema (standardschema.dev), so a
 * definition may mix in schemas of valibot and others; these here say what they expect in the words of the
 * project's messages.
 */
export type Field<Output> = StandardSchemaV1<unknown, Output>;

const fromValidator = <Output>(validate: Field<Output>['~standard']['validate']): Field<Output> => ({
  '~standard': { version: 1, vendor: 'lp', validate },
});

/** @param read gives the field's value, `undefined` for what it does not take */
const field = <Output>(expected: string, read: (value: unknown) => Output | undefined): Field<Output> =>
  fromValidator((value) => {
    const output = read(value);
    return output === undefined ? refusal(expected) : { value: output };
  });

const refusal = (expected: string) => ({ issues: [{ message: `expected ${expected}` }] });

/** A field that may be absent. @param fallback stands for an absent value and is read like one */
export function optional<Output>(inner: StandardSchemaV1<unknown, Output>, fallback: string): Field<Output>;
export function optional<Output>(
  inner: StandardSchemaV1<unknown, Output>,
  fallback?: string,
): Field<Output | undefined>;
export function optional<Output>(
  inner: StandardSchemaV1<unknown, Output>,
  fallback?: string,
): Field<Output | undefined> {
  return fromValidator<Output | undefined>((value = fallback) =>
    value === undefined ? { value } : inner['~standard'].validate(value),
  );
}

export const text = () => field('text', (value) => (isText(value) ? value : undefined));

export const boolean = () =>
  field('true or false', (value) => (typeof value === 'boolean' ? value : undefined));

/** Whatever passes the test; that it then is a `Value` is the caller's word. */
export const custom = <Value>(expected: string, accepts: (value: unknown) => boolean): Field<Value> =>
  fromValidator((value) => (accepts(value) ? { value: value as Value } : refusal(expected)));

export const texts = () =>
  field<string[]>('an array of text', (value) =>
    Array.isArray(value) && value.every(isText) ? value : undefined,
  );

/** One of a few texts. */
export const oneOf = <const Options extends readonly string[]>(...options: Options) =>
  field<Options[number]>(options.join(', '), (value) => options.find((option) => option === value));

/** The text `true` or `false`. */
export const flag = () =>
  field('true, false', (value) => {
    if (value === 'true') return true;
    return value === 'false' ? false : undefined;
  });

/** The text of a whole number between two bounds, both included. */
export const integer = (min: number, max: number) =>
  field(`a whole number from ${min} to ${max}`, (value) => {
    if (!isText(value) || !/^\d+$/.test(value)) return undefined;
    const number = Number(value);
    return number >= min && number <= max ? number : undefined;
  });

/**
 * An absolute URL: `https:`, or `http:` to this machine, without user name and password. The text is kept as
 * it is.
 */
export const url = () =>
  field('an https URL without user name and password', (value) =>
    isText(value) && secureUrl(value) ? value : undefined,
  );

/**
 * Comma-separated origins, each `https://host` or, to this machine, `http://localhost:8080`: no path, no
 * wildcard.
 */
export const origins = () =>
  field<string[]>('https origins without path, query or wildcard, separated by commas', (value) => {
    if (!isText(value)) return undefined;
    const read = value.split(',').map(originOf);
    return read.every((origin) => origin !== undefined) ? read : undefined;
  });

function originOf(text: string): string | undefined {
  const url = secureUrl(text.trim());
  // A slash is all that may follow an origin. `URL` takes a wildcard for a name like any other.
  return url && url.href === `${url.origin}/` && !/[*?#]/.test(text) ? url.origin : undefined;
}

function secureUrl(text: string): URL | undefined {
  const url = parseUrl(text);
  return url && isSecureUrl(url) ? url : undefined;
}

/**
 * An object whose members all pass, whatever their names; that they are then a `Value` is the caller's word.
 */
export const record = <Value>(expected: string, accepts: (member: unknown) => boolean) =>
  custom<Record<string, Value>>(expected, (value) => isObject(value) && Object.values(value).every(accepts));

/** The JSON text of an object whose members are text. */
export const jsonRecord = () =>
  field<Record<string, string>>('a JSON object whose members are text', (value) => {
    const parsed = isText(value) ? parseJson(value) : undefined;
    return isTextRecord(parsed) ? parsed : undefined;
  });

const isTextRecord = (value: unknown): value is Record<string, string> =>
  isObject(value) && Object.values(value).every(isText);
