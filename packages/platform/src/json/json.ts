export const isText = (value: unknown): value is string => typeof value === 'string';

/** Whether a value is a JSON object: no array, no null. */
export const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value that a JSON text stands for; what is no JSON text is its own value. */
export function parseJson(value: unknown): unknown {
  if (!isText(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** A value as text: objects and arrays as JSON, nothing as the empty text. */
export const asText = (value: unknown): string =>
  typeof value === 'object' && value !== null ? JSON.stringify(value) : String(value ?? '');
