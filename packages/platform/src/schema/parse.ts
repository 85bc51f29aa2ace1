import type { StandardSchemaV1 } from '@standard-schema/spec';
import type { ErrorCode } from '../errors/codes.ts';
import { FunctionError } from '../errors/function-error.ts';
import { shortName } from '../errors/short-name.ts';

/** Fields by name. */
export type Fields = Record<string, StandardSchemaV1>;

/** What an object of such fields looks like once it is read. */
export type Output<Entries extends Fields> = {
  [Name in keyof Entries]: StandardSchemaV1.InferOutput<Entries[Name]>;
};

/** A payload with more unknown fields than this is not one with typing errors. */
const MAX_UNKNOWN = 10;

/**
 * Reads an object that has these fields and no others. The error names every field at fault and what was
 * expected there, but never what was found: people paste credentials into wrong fields.
 * @param place where the object stands, e.g. `groups[2]: `; put before the faults
 * @throws FunctionError with the given code
 */
export function parse<Entries extends Fields>(
  fields: Entries,
  input: Readonly<Record<string, unknown>>,
  code: ErrorCode,
  place = '',
): Output<Entries> {
  const output: Record<string, unknown> = {};
  const faults = unknownFields(fields, input);
  for (const [name, field] of Object.entries(fields)) {
    const result = field['~standard'].validate(Object.hasOwn(input, name) ? input[name] : undefined);
    if (result instanceof Promise) {
      throw new FunctionError(
        'INTERNAL',
        `${place}${name}: its schema is asynchronous; give it one that is not`,
      );
    }
    if (result.issues) faults.push(`${name}: ${result.issues[0]?.message}`);
    else output[name] = result.value;
  }
  if (faults.length) throw new FunctionError(code, place + faults.join('; '));
  return output as Output<Entries>;
}

function unknownFields(fields: Fields, input: object): string[] {
  const unknown = Object.keys(input).filter((name) => !Object.hasOwn(fields, name));
  const faults = unknown.slice(0, MAX_UNKNOWN).map((name) => `${shortName(name)} is not a known field`);
  if (unknown.length > MAX_UNKNOWN) faults.push(`and ${unknown.length - MAX_UNKNOWN} more are not`);
  return faults;
}
