/** Finds many texts in one, in a single pass over it: the time does not depend on how many are looked for. */
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
 * A spelling is looked up by so many characters from its middle: tokens of one server begin alike, and JSON ends
 * alike.
 */
export const ANCHOR_CHARS = 8;
const FIRST_FILTER_SLOTS = 1_024;
/** One slot in eight is taken at most, so that seven of eight places in a text cost one look. */
const SLOTS_PER_ANCHOR = 8;

const anchorAt = (spellingChars: number): number => (spellingChars - ANCHOR_CHARS) >> 1;

export function createSpellingIndex(): SpellingIndex {
  const spellings = new Set<string>();
  /** For each anchor, the lengths of the spellings around it. */
  const lengthsByAnchor = new Map<string, number[]>();
  /** Whether an anchor may begin with these characters. */
  let filter = new Uint8Array(FIRST_FILTER_SLOTS);

  const remember = (anchor: string) => {
    filter[slotOf(anchor, 0, filter.length)] = 1;
  };
  const growFilter = () => {
    filter = new Uint8Array(filter.length * 4);
    for (const anchor of lengthsByAnchor.keys()) remember(anchor);
  };

  function* rangesIn(text: string): Generator<Range> {
    const slots = filter.length;
    for (let at = 0; at + ANCHOR_CHARS <= text.length; at++) {
      if (!filter[slotOf(text, at, slots)]) continue;
      for (const length of lengthsByAnchor.get(text.slice(at, at + ANCHOR_CHARS)) ?? []) {
        const start = at - anchorAt(length);
        const end = start + length;
        if (start >= 0 && spellings.has(text.slice(start, end))) yield { start, end };
      }
    }
  }

  return {
    add(spelling) {
      if (spellings.has(spelling)) return;
      spellings.add(spelling);
      const from = anchorAt(spelling.length);
      const anchor = spelling.slice(from, from + ANCHOR_CHARS);
      const lengths = lengthsByAnchor.get(anchor);
      if (!lengths) {
        lengthsByAnchor.set(anchor, [spelling.length]);
        remember(anchor);
        if (lengthsByAnchor.size * SLOTS_PER_ANCHOR > filter.length) growFilter();
      } else if (!lengths.includes(spelling.length)) {
        lengths.push(spelling.length);
      }
    },
    masked(text, mask) {
      const ranges = [...rangesIn(text)];
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

/** Where in a filter of `slots` slots, a power of two, an anchor stands: by its first four characters. */
const slotOf = (text: string, at: number, slots: number): number =>
  (text.charCodeAt(at) * 29_791 +
    text.charCodeAt(at + 1) * 961 * 7 +
    text.charCodeAt(at + 2) * 31 * 61 +
    text.charCodeAt(at + 3)) &
  (slots - 1);

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
