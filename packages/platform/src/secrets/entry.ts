/** The value of what `readSecret` gives: an entry `{ key, value }`; a bare value is accepted too. */
export function unwrapSecret(entry: unknown): unknown {
  return typeof entry === 'object' && entry !== null && 'value' in entry ? entry.value : entry;
}
