import { isObject } from '../json.ts';

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
  /** A copy of a JSON value with every name, text and number redacted. */
  value(value: unknown): unknown;
}

const inJson = (text: string) => JSON.stringify(text).slice(1, -1);

export function createRedactor(): Redactor {
  const known = new Set<string>();
  /** Those that occur in a JSON text, the longest first: one credential may be the beginning of another. */
  const within = (json: string) =>
    [...known].filter((secret) => json.includes(inJson(secret))).sort((a, b) => b.length - a.length);
  const text = (input: string, secrets = within(JSON.stringify(input))) =>
    secrets.reduce((output, secret) => output.replaceAll(secret, '[redacted]'), input);
  return {
    add(...values) {
      for (const secret of values) {
        if (secret && secret.length >= MIN_CHARS) {
          known
            .add(secret)
            .add(encodeURIComponent(secret.toWellFormed()))
            .add(`${new URLSearchParams([['', secret]])}`.slice(1))
            .add(inJson(secret));
        }
      }
    },
    text,
    value(value) {
      const json = JSON.stringify(value ?? null);
      // Asked once of the whole: a run may know thousands of credentials and return hundreds of texts.
      const secrets = within(json);
      return JSON.parse(json, (_, item) => {
        if (isObject(item)) {
          return Object.fromEntries(
            Object.entries(item).map(([name, member]) => [text(name, secrets), member]),
          );
        }
        return typeof item === 'string' || (typeof item === 'number' && secrets.includes(`${item}`))
          ? text(`${item}`, secrets)
          : item;
      });
    },
  };
}
