/** Shorter values would black out ordinary words and digits; no real credential is that short. */
const MIN_CHARS = 8;

/**
 * Knows every credential a run has touched and removes it from whatever leaves the run. The last line of
 * defence: messages are written without credentials in the first place.
 */
export interface Redactor {
  /** Remembers values that must never leave the run, in the spellings they take on the wire. */
  add(...values: (string | undefined)[]): void;
  text(text: string): string;
  /** A copy of a JSON value with every string redacted. */
  value(value: unknown): unknown;
}

export function createRedactor(): Redactor {
  const known = new Set<string>();
  const text = (input: string) => {
    let output = input;
    for (const secret of known) output = output.split(secret).join('[redacted]');
    return output;
  };
  return {
    add(...values) {
      for (const value of values) {
        if (!value || value.length < MIN_CHARS) continue;
        known.add(value);
        known.add(encodeURIComponent(value.toWellFormed()));
        known.add(JSON.stringify(value).slice(1, -1));
      }
    },
    text,
    value(value) {
      if (value === undefined) return null;
      return JSON.parse(JSON.stringify(value), (_, item) => (typeof item === 'string' ? text(item) : item));
    },
  };
}
