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
  const known = createKnownCredentials();
  return {
    get size() {
      return known.size;
    },
    add(...values) {
      // Headers lose the white space that somebody pasted along.
      for (const value of values) known.add(value?.trim() ?? '');
    },
    text: known.masked,
    value(value) {
      const json = JSON.stringify(value) ?? 'null';
      const copy: unknown = JSON.parse(json);
      // Without a backslash, JSON holds every text as it is, and one look at it is enough for most results.
      const isClean = !json.includes('\\') && known.masked(json) === json;
      return isClean ? copy : redacted(copy, known.masked);
    },
  };
}

interface KnownCredentials {
  readonly size: number;
  add(secret: string): void;
  /** A text, each of them masked in it. */
  masked(text: string): string;
}

function createKnownCredentials(): KnownCredentials {
  /** In the order in which they became known. */
  const known = new Set<string>();
  const index = createSpellingIndex();
  /**
   * Of each family, how many of the known are spelled out: nobody needs the spellings that no text can hold.
   */
  const spelledOut = SPELLINGS.map((spelling) => ({ spelling, count: 0 }));
  let shortestChars = Infinity;

  const spellOutFor = (text: string) => {
    for (const family of spelledOut) {
      if (family.count === known.size || !family.spelling.mayStandIn(text, shortestChars)) continue;
      for (const secret of [...known].slice(family.count)) {
        for (const spelling of family.spelling.of(secret)) index.add(spelling);
      }
      family.count = known.size;
    }
  };
  return {
    get size() {
      return known.size;
    },
    add(secret) {
      if (secret.length < MIN_CHARS || known.has(secret)) return;
      known.add(secret);
      shortestChars = Math.min(shortestChars, secret.length);
    },
    masked(text) {
      // No spelling is shorter than what it spells.
      if (text.length < shortestChars) return text;
      spellOutFor(text);
      return index.masked(text, MASK);
    },
  };
}

type Masked = KnownCredentials['masked'];

/** Changes the value, which has to be a copy already. */
function redacted(value: unknown, masked: Masked): unknown {
  if (isText(value)) return masked(value);
  if (Array.isArray(value)) {
    for (const [index, item] of value.entries()) value[index] = redacted(item, masked);
  }
  return isObject(value) ? redactedMembers(value, masked) : value;
}

function redactedMembers(value: Record<string, unknown>, masked: Masked): Record<string, unknown> {
  const names = Object.keys(value);
  for (const name of names) value[name] = redacted(value[name], masked);
  if (names.every((name) => masked(name) === name)) return value;
  const counts = new Map<string, number>();
  return Object.fromEntries(
    names.map((name) => {
      const maskedName = masked(name);
      const count = (counts.get(maskedName) ?? 0) + 1;
      counts.set(maskedName, count);
      // Two names that look the same now are still two members.
      return [count === 1 ? maskedName : `${maskedName} ${count}`, value[name]];
    }),
  );
}
