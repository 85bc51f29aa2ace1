const CHARACTERS_BEFORE = 20;
const CHARACTERS_AFTER = 60;

/** Where in a minified file something stands, and the text around it. */
export function excerpt(code: string, index: number): string {
  const line = code.slice(0, index).split('\n').length;
  const column = index - code.lastIndexOf('\n', index - 1);
  const around = code.slice(Math.max(0, index - CHARACTERS_BEFORE), index + CHARACTERS_AFTER);
  return `at ${line}:${column}, near ${JSON.stringify(around)}`;
}
