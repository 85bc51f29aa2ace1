import { parseJson } from '../json.ts';

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
  /** A copy of a JSON value, redacted: its text, if what was redacted is a number or an object. */
  value(value: unknown): unknown;
}

/** Twice applied, the spelling in a text that is JSON and is itself part of JSON. */
const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

export function createRedactor(): Redactor {
  const known = new Set<string>();
  const text = (input: string) =>
    [...known]
      .filter((secret) => input.includes(secret))
      // The longest first: one credential may be the beginning of another.
      .sort((a, b) => b.length - a.length)
      .reduce((output, secret) => output.replaceAll(secret, '[redacted]'), input);
  return {
    add(...values) {
      for (const value of values) {
        // Headers lose the white space that somebody pasted along.
        const secret = `${value ?? ''}`.trim();
        if (secret.length < MIN_CHARS) continue;
        known
          .add(secret)
          .add(encodeURIComponent(secret.toWellFormed()))
          .add(inJson(secret))
          .add(inJson(inJson(secret)));
      }
    },
    text,
    // Redacted as a whole, names and numbers too. Where that leaves no JSON, the text of it will do.
    value: (value) => parseJson(text(JSON.stringify(value) ?? 'null')),
  };
}
