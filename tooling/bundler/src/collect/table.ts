import type { ManifestEntry } from '../report.ts';

const BAR_CELLS = 20;
const HEADINGS = ['function', 'target', 'characters', 'of limit', 'gzip', ''];

/** The build's summary, one line for each artifact. A full bar is the platform's limit. */
export function sizeTable(artifacts: readonly ManifestEntry[]): string {
  const rows = artifacts.map(({ function: name, target, characters, limit, gzipBytes }) => [
    name,
    target,
    characters.toLocaleString('en-US'),
    `${((100 * characters) / limit).toFixed(1)} %`,
    gzipBytes.toLocaleString('en-US'),
    bar(characters / limit),
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  return [HEADINGS, ...rows]
    .map((row) =>
      row
        .map((cell, column) => {
          const width = widths[column] ?? 0;
          return column < 2 || column === HEADINGS.length - 1 ? cell.padEnd(width) : cell.padStart(width);
        })
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

function bar(share: number): string {
  const full = Math.min(BAR_CELLS, Math.max(1, Math.round(share * BAR_CELLS)));
  return '█'.repeat(full) + '·'.repeat(BAR_CELLS - full);
}
