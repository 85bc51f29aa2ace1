import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createSpellingIndex } from '../../src/output/spelling-index.ts';

/** Slow and simple: every place of every spelling is marked, and what is marked becomes one star. */
function maskedSlowly(text: string, spellings: readonly string[]): string {
  const marks = new Array<boolean>(text.length).fill(false);
  const starts = new Set<number>();
  for (const spelling of spellings) {
    for (let at = text.indexOf(spelling); at >= 0; at = text.indexOf(spelling, at + 1)) {
      starts.add(at);
      marks.fill(true, at, at + spelling.length);
    }
  }
  // Two that only touch are two stars: a range ends where no spelling goes on.
  const goesOn = (at: number) =>
    spellings.some((spelling) =>
      [...Array(spelling.length - 1).keys()].some((back) => text.startsWith(spelling, at - back - 1)),
    );
  let output = '';
  for (let at = 0; at < text.length; at++) {
    if (!marks[at]) output += text[at];
    else if (starts.has(at) && (at === 0 || !goesOn(at))) output += '*';
  }
  return output;
}

it('masks what a slow and simple search masks', () => {
  const letters = (minLength: number, maxLength: number) =>
    fc.string({ unit: fc.constantFrom('a', 'b'), minLength, maxLength });
  fc.assert(
    fc.property(
      fc.array(letters(8, 12), { minLength: 1, maxLength: 6 }),
      letters(0, 60),
      (spellings, text) => {
        const index = createSpellingIndex();
        for (const spelling of spellings) index.add(spelling);

        expect(index.masked(text, '*')).toBe(maskedSlowly(text, spellings));
      },
    ),
    { numRuns: 500 },
  );
});

it('finds what it was given before and after it grew', () => {
  const index = createSpellingIndex();
  const spellings = Array.from({ length: 2_000 }, (_, n) => `spelling-${n}-${n * 31}`);
  for (const spelling of spellings) index.add(spelling);

  expect(index.masked(spellings.join(' '), '*')).toBe(spellings.map(() => '*').join(' '));
});
