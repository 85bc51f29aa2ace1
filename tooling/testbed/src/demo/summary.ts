/** What became of a chapter on one target. */
export interface ChapterResult {
  function: string;
  about: string;
  target: string;
  steps: number;
  failed: number;
  requests: number;
  /** Sum of the runs. */
  durationMs: number;
}

const HEADINGS = ['function', 'target', 'runs', 'requests', 'time', ''];

/** One line for each chapter and target. */
export function summaryTable(results: readonly ChapterResult[]): string {
  const rows = results.map(({ function: name, target, steps, failed, requests, durationMs }) => [
    name,
    target.toUpperCase(),
    `${steps}`,
    `${requests}`,
    `${Math.round(durationMs)} ms`,
    failed === 0 ? 'as expected' : `${failed} NOT AS EXPECTED`,
  ]);
  const lines = [HEADINGS, ...rows];
  const widths = HEADINGS.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  const isNumber = (column: number) => column >= 2 && column <= 4;
  return lines
    .map((line) =>
      line
        .map((cell, column) =>
          isNumber(column) ? cell.padStart(widths[column] ?? 0) : cell.padEnd(widths[column] ?? 0),
        )
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
