/** The object or array that a value is, or whose JSON text it is; otherwise nothing. */
export function parseJson(value: unknown): object | undefined {
  try {
    const parsed = typeof value === 'string' ? JSON.parse(value) : value;
    return typeof parsed === 'object' && parsed !== null ? parsed : undefined;
  } catch {
    return undefined;
  }
}
