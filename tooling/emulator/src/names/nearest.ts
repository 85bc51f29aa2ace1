/** Farther away than this, a name is another name. */
const MAX_DISTANCE = 3;

/** The known name that somebody who mistyped has most likely meant. */
export function nearest(name: string, known: readonly string[]): string | undefined {
  const plain = (text: string) => text.toLowerCase().replaceAll('-', '_');
  const [best] = known
    .map((candidate) => ({ candidate, distance: distanceOf(plain(name), plain(candidate)) }))
    .filter(({ candidate, distance }) => distance <= MAX_DISTANCE && distance < candidate.length)
    .sort((a, b) => a.distance - b.distance);
  return best?.candidate ?? known.find((candidate) => plain(candidate).startsWith(plain(name)));
}

/** Ends the sentence that a name is unknown: with what somebody has most likely meant, else with all there are. */
export function didYouMean(name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  return near === undefined ? `there are ${known.join(', ')}` : `did you mean ${near}?`;
}

/** How many characters have to be typed otherwise (Levenshtein). */
function distanceOf(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [i, char] of [...a].entries()) {
    const next = [i + 1];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (row[j - 1] ?? 0) + (char === b[j - 1] ? 0 : 1);
      next[j] = Math.min(replaced, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1);
    }
    row = next;
  }
  return row[b.length] ?? 0;
}
