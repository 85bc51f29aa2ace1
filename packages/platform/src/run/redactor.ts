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
  const text = (input: string) =>
    [...known].reduce((output, secret) => output.replaceAll(secret, '[redacted]'), input);
  return {
    add(...values) {
      for (const value of values) {
        if ((value ?? '').length < MIN_CHARS) continue;
        const secret = `${value}`;
        known
          .add(secret)
          .add(encodeURIComponent(secret.toWellFormed()))
          .add(JSON.stringify(secret).slice(1, -1));
      }
    },
    text,
    value: (value) =>
      JSON.parse(JSON.stringify(value ?? null), (_, item) => (typeof item === 'string' ? text(item) : item)),
  };
}
