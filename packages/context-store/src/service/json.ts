import { FunctionError, isObject } from '@lp-functions/platform';

/** What JSON can express. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

/**
 * Constrains a type to properties that are JSON: `Shape extends JsonShape<Shape>`. Other than `JsonObject` it
 * takes interfaces, which have no index signature.
 */
export type JsonShape<Shape> = { [Name in keyof Shape]: JsonValue<Shape[Name]> };

type JsonValue<Value> = Value extends Json
  ? Value
  : Value extends bigint | symbol | undefined | ((...parameters: never[]) => unknown)
    ? never
    : JsonShape<Value>;

/** Whether a parsed JSON text is an object. Only for what was parsed: it does not look into the object. */
export const isJsonObject = (parsed: unknown): parsed is JsonObject => isObject(parsed);

/** Some members of an object, those that it has of its own. */
export function pick(object: JsonObject, names: readonly string[]): JsonObject {
  const wanted = new Set(names);
  return Object.fromEntries(Object.entries(object).filter(([name]) => wanted.has(name)));
}

/**
 * JSON.stringify drops or changes in silence what JSON does not have.
 * @throws `INPUT_INVALID` for what is no object, and with the path of the first value that JSON can't express
 */
export function checkJsonObject(value: unknown, name: string): asserts value is JsonObject {
  if (!isObject(value)) throw new FunctionError('INPUT_INVALID', `${name}: expected an object`);
  const path = pathToForeign(value, new Set());
  if (path !== undefined) {
    throw new FunctionError(
      'INPUT_INVALID',
      `${name}${path}: expected JSON, that is text, a finite number, true, false, null, ` +
        'an array or an object of those',
    );
  }
}

/**
 * @param parents the objects that the value stands in
 * @returns the path to the first value that JSON can't express, e.g. `.cart.0`; `undefined` if there is none
 */
function pathToForeign(value: unknown, parents: Set<unknown>): string | undefined {
  if (isScalar(value)) return undefined;
  if (!isContainer(value) || parents.has(value)) return '';
  parents.add(value);
  for (const [name, inner] of entriesOf(value)) {
    const path = pathToForeign(inner, parents);
    if (path !== undefined) return `.${name}${path}`;
  }
  parents.delete(value);
  return undefined;
}

const isScalar = (value: unknown): boolean =>
  value === null || typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);

/** An array, or an object of which JSON.stringify writes the members: no date, map, bytes or `toJSON`. */
const isContainer = (value: unknown): value is object =>
  Array.isArray(value) ||
  (isObject(value) &&
    Object.prototype.toString.call(value) === '[object Object]' &&
    typeof value.toJSON !== 'function');

/** Of an array also its holes, which JSON.stringify fills with null. */
const entriesOf = (container: object): Iterable<[string | number, unknown]> =>
  Array.isArray(container) ? container.entries() : Object.entries(container);
