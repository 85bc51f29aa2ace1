import type * as v from 'valibot';
import { type ErrorCode, FunctionError } from '../errors.ts';
import type { Issue } from './core.ts';

/** What an object of such entries looks like once it is read. */
export type InferEntries<Entries extends v.ObjectEntries> = v.InferOutput<v.ObjectSchema<Entries, undefined>>;

/**
 * Validates a value; the error names every field at fault and what was expected there.
 * @throws FunctionError with the given code
 */
export function parse<Schema extends v.GenericSchema>(
  schema: Schema,
  value: unknown,
  code: ErrorCode,
): v.InferOutput<Schema> {
  const dataset = schema['~run']({ value }, {}) as { value: unknown; issues?: Issue[] };
  if (!dataset.issues) return dataset.value as v.InferOutput<Schema>;
  throw new FunctionError(
    code,
    dataset.issues
      .map(({ path, message }) => `${path?.map(({ key }) => key).join('.') || 'payload'}: ${message}`)
      .join('; '),
  );
}
