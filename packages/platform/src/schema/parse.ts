import type { StandardSchemaV1 } from '@standard-schema/spec';
import { type ErrorCode, failure } from '../errors.ts';

/** Fields by name. */
export type Fields = Record<string, StandardSchemaV1>;

/** What an object of such fields looks like once it is read. */
export type Output<Entries extends Fields> = {
  [Name in keyof Entries]: StandardSchemaV1.InferOutput<Entries[Name]>;
};

/**
 * Reads an object that has these fields and no others. The error names every field at fault and what was expected
 * there, but never what was found: people paste credentials into wrong fields.
 * @param place where the object stands, e.g. `groups[2]: `; put before the faults
 * @throws FunctionError with the given code
 */
export function parse<Entries extends Fields>(
  fields: Entries,
  input: object,
  code: ErrorCode,
  place = '',
): Output<Entries> {
  const output: Record<string, unknown> = {};
  const faults = Object.keys(input)
    .filter((name) => !Object.hasOwn(fields, name))
    .map((name) => `${name} is not a known field`);
  for (const name in fields) {
    // Only asynchronous schemas answer with a promise, and definitions have none.
    const result = fields[name]?.['~standard'].validate(
      input[name as never],
    ) as StandardSchemaV1.Result<unknown>;
    if (result.issues) faults.push(`${name}: ${result.issues[0]?.message}`);
    else output[name] = result.value;
  }
  if (faults.length) throw failure(code, place + faults.join('; '));
  return output as Output<Entries>;
}
