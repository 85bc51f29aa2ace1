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
  const mask = createMask(known);
  let shortestChars = Infinity;
  // No spelling is shorter than what it spells.
  const text = (input: string) => (input.length < shortestChars ? input : mask(input, shortestChars));
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
      return !json.includes('\\') && text(json) === json ? copy : redacted(copy, text);
    },
  };
}

/**
 * Masks all spellings of the known credentials in a text. They are spelled out family by family, when first a text may
 * hold one: nobody needs the spellings that no text can hold.
 */
function createMask(known: ReadonlySet<string>): (text: string, shortestChars: number) => string {
  const index = createSpellingIndex();
  /** Of each family, how many of the known are spelled out. */
  const families = SPELLINGS.map((spelling) => ({ spelling, count: 0 }));
  return (text, shortestChars) => {
    for (const family of families) {
      if (family.count === known.size || !family.spelling.mayStandIn(text, shortestChars)) continue;
      for (const secret of [...known].slice(family.count)) {
        for (const spelling of family.spelling.of(secret)) index.add(spelling);
      }
      family.count = known.size;
    }
    return index.masked(text, MASK);
  };
}

type Mask = (text: string) => string;

/** Changes the value, which has to be a copy already. */
function redacted(value: unknown, mask: Mask): unknown {
  if (isText(value)) return mask(value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = redacted(item, mask);
  }
  return isObject(value) ? redactedMembers(value, mask) : value;
}

function redactedMembers(value: Record<string, unknown>, mask: Mask): Record<string, unknown> {
  const names = Object.keys(value);
  for (const name of names) value[name] = redacted(value[name], mask);
  if (names.every((name) => mask(name) === name)) return value;
  const counts = new Map<string, number>();
  return Object.fromEntries(
    names.map((name) => {
      const masked = mask(name);
      const count = (counts.get(masked) ?? 0) + 1;
      counts.set(masked, count);
      // Two names that look the same now are still two members.
      return [count === 1 ? masked : `${masked} ${count}`, value[name]];
    }),
  );
}
