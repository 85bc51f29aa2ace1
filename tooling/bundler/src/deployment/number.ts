/** Stands for the number of a deployment, in its name and its values. */
export const NUMBER_MARK = '{n}';

/** A value in which the mark is a number, in all texts however deep; names of members stay. */
export function numbered(value: unknown, n: number): unknown {
  if (typeof value === 'string') return value.replaceAll(NUMBER_MARK, String(n));
  if (Array.isArray(value)) return value.map((item) => numbered(item, n));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, numbered(item, n)]));
}
