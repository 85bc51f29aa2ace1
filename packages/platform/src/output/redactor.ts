import { isObject, isText } from '../json/json.ts';
import { createSpellingIndex } from './spelling-index.ts';
import { SPELLINGS } from './spellings.ts';

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
   * A copy of a JSON value: of its texts and of the names of its members, those that hold a credential are
   * redacted. What is no text stays what it is.
   * @throws TypeError for what is no JSON
   */
  value(value: unknown): unknown;
}

export function createRedactor(): Redactor {
  /** In the order in which they became known. */
  const known = new Set<string>();
  const index = createSpellingIndex();
  /**
   * Of each family, how many of the known are spelled out: nobody needs the spellings that no text can hold.
   */
  const spelledOut = SPELLINGS.map((spelling) => ({ spelling, count: 0 }));
  let shortestChars = Infinity;

  const spellOutFor = (input: string) => {
    for (const family of spelledOut) {
      if (family.count === known.size || !family.spelling.mayStandIn(input, shortestChars)) continue;
      for (const secret of [...known].slice(family.count)) {
        for (const spelling of family.spelling.of(secret)) index.add(spelling);
      }
      family.count = known.size;
    }
  };
  const text = (input: string) => {
    // No spelling is shorter than what it spells.
    if (input.length < shortestChars) return input;
    spellOutFor(input);
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
    const counts = new Map<string, number>();
    return Object.fromEntries(
      names.map((name) => {
        const masked = text(name);
        const count = (counts.get(masked) ?? 0) + 1;
        counts.set(masked, count);
        // Two names that look the same now are still two members.
        return [count === 1 ? masked : `${masked} ${count}`, value[name]];
      }),
    );
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
        shortestChars = Math.min(shortestChars, secret.length);
      }
    },
    text,
    value(value) {
      const json = JSON.stringify(value) ?? 'null';
      const copy: unknown = JSON.parse(json);
      // Without a backslash, JSON holds every text as it is, and one look at it is enough for most results.
      return !json.includes('\\') && text(json) === json ? copy : redacted(copy);
    },
  };
}
