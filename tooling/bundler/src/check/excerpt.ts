const CHARACTERS_BEFORE = 20;
const CHARACTERS_AFTER = 60;

/** Where in a file something stands, and the text around it: its lines may be long. */
export function excerpt(code: string, index: number): string {
  const { line, column } = lineAndColumn(code, index);
  const around = code.slice(Math.max(0, index - CHARACTERS_BEFORE), index + CHARACTERS_AFTER);
  return `at ${line}:${column}, near ${JSON.stringify(around)}`;
}

/** Both 1-based. */
export function lineAndColumn(code: string, index: number): { line: number; column: number } {
  return {
    line: code.slice(0, index).split('\n').length,
    column: index - code.lastIndexOf('\n', index - 1),
  };
}
