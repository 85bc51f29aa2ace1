/** Finds many texts in one, in a single pass over it: the time hardly depends on how many are looked for. */
export interface SpellingIndex {
  /** @param spelling of at least `ANCHOR_CHARS` characters */
  add(spelling: string): void;
  /** The text, with `mask` instead of each spelling; of spellings that overlap, one mask hides all. */
  masked(text: string, mask: string): string;
}

/** Part of a text, the end excluded. */
interface Range {
  start: number;
  end: number;
}

/**
 * A spelling is looked up by so many characters from its middle, its anchor: tokens of one server begin
 * alike, and JSON ends alike.
 */
export const ANCHOR_CHARS = 8;
/** The search looks at so many characters at once. */
const BLOCK_CHARS = 4;
const LAST_BLOCK = ANCHOR_CHARS - BLOCK_CHARS;
const FIRST_BITS = 10;
/** More than the blocks of an anchor, so that most slots stay free and most steps are long. */
const SLOTS_PER_ANCHOR = 16;

const anchorAt = (spellingChars: number): number => (spellingChars - ANCHOR_CHARS) >> 1;

/**
 * The search of Wu and Manber ("A fast algorithm for multi-pattern searching", 1994): the block at the end of
 * where an anchor might stand says how far the next place is where one might.
 */
export function createSpellingIndex(): SpellingIndex {
  const spellings = new Set<string>();
  /** For each anchor, the lengths of the spellings around it. */
  const lengthsByAnchor = new Map<string, readonly number[]>();
  /** For each length, the list of it alone, which nearly all anchors share. */
  const alone = new Map<number, readonly number[]>();
  const steps = createStepTable();

  function rangesIn(text: string): Range[] {
    const ranges: Range[] = [];
    for (let at = steps.nextAnchor(text, 0); at >= 0; at = steps.nextAnchor(text, at + 1)) {
      for (const length of lengthsByAnchor.get(text.slice(at, at + ANCHOR_CHARS)) ?? []) {
        const start = at - anchorAt(length);
        const end = start + length;
        if (start >= 0 && spellings.has(text.slice(start, end))) ranges.push({ start, end });
      }
    }
    return ranges;
  }

  return {
    add(spelling) {
      if (spellings.has(spelling)) return;
      spellings.add(spelling);
      const { length } = spelling;
      const from = anchorAt(length);
      const anchor = spelling.slice(from, from + ANCHOR_CHARS);
      const lengths = lengthsByAnchor.get(anchor);
      if (lengths?.includes(length)) return;
      const single = alone.get(length) ?? [length];
      alone.set(length, single);
      lengthsByAnchor.set(anchor, lengths ? [...lengths, length] : single);
      if (!lengths) steps.add(anchor, lengthsByAnchor);
    },
    masked(text, mask) {
      const ranges = rangesIn(text);
      if (!ranges.length) return text;
      let output = '';
      let written = 0;
      for (const { start, end } of united(ranges)) {
        output += text.slice(written, start) + mask;
        written = end;
      }
      return output + text.slice(written);
    },
  };
}

/** For each block, by its hash, how far it is at least from the end of any anchor. */
interface StepTable {
  /** The first place of a text, from `from` on, where an anchor may stand; -1 when there is none. */
  nextAnchor(text: string, from: number): number;
  /** @param anchors all of them, by name, the new one among them */
  add(anchor: string, anchors: ReadonlyMap<string, unknown>): void;
}

function createStepTable(): StepTable {
  let bits = FIRST_BITS;
  let steps = freeSlots(bits);

  const remember = (anchor: string) => {
    for (let at = 0; at <= LAST_BLOCK; at++) {
      const slot = slotOf(anchor, at, bits);
      steps[slot] = Math.min(steps[slot] ?? 0, LAST_BLOCK - at);
    }
  };
  return {
    nextAnchor(text, from) {
      let at = from;
      while (at + ANCHOR_CHARS <= text.length) {
        const step = steps[slotOf(text, at + LAST_BLOCK, bits)];
        if (!step) return at;
        at += step;
      }
      return -1;
    },
    add(anchor, anchors) {
      remember(anchor);
      if (anchors.size * SLOTS_PER_ANCHOR <= steps.length) return;
      bits += 2;
      steps = freeSlots(bits);
      for (const each of anchors.keys()) remember(each);
    },
  };
}

/**
 * No slot is taken: where nothing is known, the search steps over a whole anchor, but for a block that may
 * begin one.
 */
const freeSlots = (bits: number): Uint8Array => new Uint8Array(2 ** bits).fill(LAST_BLOCK + 1);

/**
 * Where in a table of 2 to the power of `bits` slots the block at this place of a text stands (Fibonacci
 * hashing).
 */
const slotOf = (text: string, at: number, bits: number): number => {
  const block =
    text.charCodeAt(at) ^
    (text.charCodeAt(at + 1) << 8) ^
    (text.charCodeAt(at + 2) << 16) ^
    (text.charCodeAt(at + 3) << 24);
  return Math.imul(block, 0x9e3779b1) >>> (32 - bits);
};

/** Ranges in order, those that overlap as one. */
function united(ranges: Range[]): Range[] {
  const result: Range[] = [];
  for (const { start, end } of ranges.sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}
