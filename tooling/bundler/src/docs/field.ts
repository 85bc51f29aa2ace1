import type { Fields } from '@lp-functions/platform';

/** What a reader has to know of a field, asked of the field itself. */
export interface FieldFacts {
  isRequired: boolean;
  /** What stands for an absent value, as text. */
  fallback?: string;
  /** What a value has to be, in the words of the error message. */
  accepts: string;
}

/** Values that no sensible field accepts all of. */
const PROBES: readonly unknown[] = ['\0', {}, [], 0.5, true, null];

/** A field is a Standard Schema, which says nothing about itself: its answers to a few values say it. */
export function factsOf(field: Fields[string]): FieldFacts {
  const absent = validate(field, undefined);
  const refusal = PROBES.map((probe) => validate(field, probe).message).find(
    (message) => message !== undefined,
  );
  return {
    isRequired: absent.message !== undefined,
    accepts: refusal?.replace(/^expected /, '') ?? 'anything',
    ...(absent.value !== undefined && { fallback: asText(absent.value) }),
  };
}

/** The values of a field that takes a few; none for any other field. */
export function choicesOf(field: Fields[string]): string[] {
  const words = factsOf(field).accepts.split(', ');
  return words.length > 1 && words.every((word) => readAs(field, word) !== undefined) ? words : [];
}

/** What a field makes of a text, or of none; nothing when it refuses it. */
export const readAs = (field: Fields[string], text: string | undefined): unknown =>
  validate(field, text).value;

function validate(field: Fields[string], value: unknown): { value?: unknown; message?: string } {
  const result = field['~standard'].validate(value);
  if (result instanceof Promise) return {};
  return result.issues ? { message: result.issues[0]?.message ?? 'refused' } : { value: result.value };
}

const asText = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
