import { FunctionError } from '@lp-functions/platform';

/** What JSON can express. */
export type Json = string | number | boolean | null | Json[] | JsonObject;
export type JsonObject = { [name: string]: Json };

/**
 * Constrains a type to properties that are JSON: `Shape extends JsonShape<Shape>`. Other than `JsonObject` it takes
 * interfaces, which have no index signature.
 */
export type JsonShape<Shape> = { [Name in keyof Shape]: JsonValue<Shape[Name]> };

type JsonValue<Value> = Value extends Json
  ? Value
  : Value extends bigint | symbol | undefined | ((...parameters: never[]) => unknown)
    ? never
    : JsonShape<Value>;

/** The kinds of values that JSON has, as `Object.prototype.toString` says them; numbers are tested apart. */
const JSON_KINDS = / (Object|Array|String|Boolean|Null)]/;

/**
 * JSON.stringify drops or changes in silence what JSON does not have.
 * @param parents the objects that the value stands in
 * @throws `INPUT_INVALID` with the path of the first such value
 */
export function checkJson(value: unknown, path: string, parents: unknown[] = []): void {
  const isJson = JSON_KINDS.test({}.toString.call(value)) || Number.isFinite(value);
  // An instance of a class may say itself what becomes of it.
  const { toJSON } = Object(value);
  if (!isJson || parents.includes(value) || typeof toJSON === 'function') {
    throw new FunctionError('INPUT_INVALID', `${path}: expected JSON`);
  }
  if (typeof value !== 'object' || value === null) return;
  // The keys of an array include those of its holes, which JSON.stringify fills with null.
  for (const name of Array.isArray(value) ? value.keys() : Object.keys(value)) {
    checkJson(value[name as never], `${path}.${name}`, [...parents, value]);
  }
}
