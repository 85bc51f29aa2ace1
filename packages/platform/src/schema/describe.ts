import type { StandardSchemaV1 } from '@standard-schema/spec';

/** What documentation says about a field. Found out by asking the schema, so that bundles carry nothing for it. */
export interface FieldDescription {
  required: boolean;
  /** What the field has to be, e.g. `a whole number from 1 to 30000`. */
  expected: string;
  /** The value that stands for an absent one. */
  fallback: unknown;
}

export function describeField(field: StandardSchemaV1): FieldDescription {
  const absent = field['~standard'].validate(undefined) as StandardSchemaV1.Result<unknown>;
  // A symbol is nothing that any schema accepts.
  const refused = field['~standard'].validate(Symbol('nothing')) as StandardSchemaV1.Result<unknown>;
  return {
    required: !!absent.issues,
    expected: refused.issues?.[0]?.message.replace(/^expected /, '') ?? 'anything',
    fallback: absent.issues ? undefined : absent.value,
  };
}
