import { isObject, isText } from '../json/json.ts';
import { createSpellingIndex } from './spelling-index.ts';
import { spellingsOf } from './spellings.ts';

/** Shorter values would black out ordinary words and digits; no real credential is that short. */
const MIN_CHARS = 8;
const MASK = '[redacted]';

/**
 * Knows every credential a run has touched and removes it from whatever leaves the run. The last line of
 * defence: messages are written without credentials in the first place.
 */
export interface Redactor {
  /** How many values it knows. */
  readonly size: number;
  /** Remembers values that must never leave the run, in the spellings they take on the wire. */
  add(...values: (string | undefined)[]): void;
  text(text: string): string;
  /**
   * A copy of a JSON value: of its texts and of the names of its members, those that hold a credential are redacted.
   * What is no text stays what it is.
   * @throws TypeError for what is no JSON
   */
  value(value: unknown): unknown;
}

export function createRedactor(): Redactor {
  const known = new Set<string>();
  const index = createSpellingIndex();
  /** Known, but not spelled out yet: most runs end without a credential in what leaves them. */
  let added: string[] = [];

  const text = (input: string) => {
    if (!known.size || input.length < MIN_CHARS) return input;
    for (const secret of added) {
      for (const spelling of spellingsOf(secret)) index.add(spelling);
    }
    added = [];
    return index.masked(input, MASK);
  };
  /** Changes the value, which has to be a copy already. */
  const redacted = (value: unknown): unknown => {
    if (isText(value)) return text(value);
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) value[index] = redacted(item);
    }
    return isObject(value) ? redactedMembers(value) : value;
  };
  const redactedMembers = (value: Record<string, unknown>) => {
    const names = Object.keys(value);
    for (const name of names) value[name] = redacted(value[name]);
    if (names.every((name) => text(name) === name)) return value;
    return Object.fromEntries(names.map((name) => [text(name), value[name]]));
  };
  return {
    get size() {
      return known.size;
    },
    add(...values) {
      for (const value of values) {
        // Headers lose the white space that somebody pasted along.
        const secret = value?.trim() ?? '';
        if (secret.length < MIN_CHARS || known.has(secret)) continue;
        known.add(secret);
        added.push(secret);
      }
    },
    text,
    value: (value) => redacted(JSON.parse(JSON.stringify(value) ?? 'null')),
  };
}
