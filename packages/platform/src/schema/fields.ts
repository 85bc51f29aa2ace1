import { isSecure } from '../http/url.ts';
import { parseJson } from '../json.ts';
import { check, custom, oneOf, pipe, text, transform } from './core.ts';

/** An absolute URL: `https:`, or `http:` to this machine. The text is kept as it is. */
export const url = () =>
  pipe(
    text(),
    check((value) => URL.canParse(value) && isSecure(new URL(value)), 'an https URL'),
  );

/** A whole number between two bounds, both included. */
export const integer = (min: number, max: number) =>
  pipe(
    text(),
    check(
      (value) => /^\d+$/.test(value) && +value >= min && +value <= max,
      `a whole number from ${min} to ${max}`,
    ),
    transform(Number),
  );

/** `true` or `false`. */
export const flag = () =>
  pipe(
    oneOf(['true', 'false']),
    transform((value) => value === 'true'),
  );

/** Comma-separated origins, each `https://host` or, to this machine, `http://localhost:8080`. */
export const origins = () =>
  pipe(
    text(),
    transform((value: string) => value.split(',').map((origin) => origin.trim())),
    check(
      (list: string[]) => list.every((origin) => URL.canParse(origin) && isSecure(new URL(origin))),
      'https origins, separated by commas',
    ),
  );

/**
 * An object whose members all pass. Unlike valibot's own record it keeps members named `__proto__` or `constructor`,
 * which are ordinary names for parameters and properties.
 */
export const record = <Value>(isMember: (value: unknown) => value is Value, expected: string) =>
  custom<Record<string, Value>>(
    (value) =>
      typeof value === 'object' &&
      value !== null &&
      !Array.isArray(value) &&
      Object.values(value).every(isMember),
    expected,
  );

/** The JSON text of an object whose members are text. */
export const jsonRecord = () =>
  pipe(
    text(),
    transform((value: string): unknown => parseJson(value)),
    record((value): value is string => typeof value === 'string', 'a JSON object whose members are text'),
  );
