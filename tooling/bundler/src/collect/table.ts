import { type Carried, largestOf } from '../bundle/carried.ts';
import type { ManifestEntry } from '../report.ts';
import { CODE_LIMIT_CHARACTERS, CODE_WARNING_CHARACTERS } from '../target.ts';

const BAR_CELLS = 20;
const COLUMNS = [
  { heading: 'function' },
  { heading: 'target' },
  { heading: 'characters', isNumber: true },
  { heading: 'of limit', isNumber: true },
  { heading: 'gzip', isNumber: true },
  { heading: '' },
  { heading: '' },
];
const WARNING =
  `! Above ${count(CODE_WARNING_CHARACTERS)} characters; the platform takes ${count(CODE_LIMIT_CHARACTERS)}. ` +
  'Import less of what is large, or replace it.';

/** An artifact, and what it is made of. */
export type Sized = Pick<ManifestEntry, 'function' | 'target' | 'characters' | 'limit' | 'gzipBytes'> & {
  carried: readonly Carried[];
};

/**
 * The build's summary, one line for each artifact. A full bar is the platform's limit. A large artifact says what it
 * carries, and the last line once for all what that means.
 */
export function sizeTable(artifacts: readonly Sized[]): string {
  const rows = artifacts.map(({ function: name, target, characters, limit, gzipBytes, carried }) => [
    name,
    target,
    count(characters),
    `${((100 * characters) / limit).toFixed(1)} %`,
    count(gzipBytes),
    bar(characters / limit),
    isLarge(characters) ? `! ${largestOf(carried)}` : '',
  ]);
  const widths = COLUMNS.map(({ heading }, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const lines = [COLUMNS.map(({ heading }) => heading), ...rows].map((row) =>
    COLUMNS.map(({ isNumber = false }, column) => {
      const cell = row[column] ?? '';
      const width = widths[column] ?? 0;
      return isNumber ? cell.padStart(width) : cell.padEnd(width);
    })
      .join('  ')
      .trimEnd(),
  );
  const hasLarge = artifacts.some(({ characters }) => isLarge(characters));
  return [...lines, ...(hasLarge ? [WARNING] : [])].join('\n');
}

const isLarge = (characters: number): boolean => characters > CODE_WARNING_CHARACTERS;

function count(number: number): string {
  return number.toLocaleString('en-US');
}

function bar(share: number): string {
  const full = Math.min(BAR_CELLS, Math.max(1, Math.round(share * BAR_CELLS)));
  return '█'.repeat(full) + '·'.repeat(BAR_CELLS - full);
}
