import { SourceMap } from 'node:module';

export interface Mapped {
  /** Path or URL under which the code ran, as stack traces have it. */
  file: string;
  /** Its source map, JSON. */
  map: string;
}

export interface Place {
  /** Path relative to the repository. */
  file: string;
  /** 1-based, as editors count. */
  line: number;
  /** 1-based. */
  column: number;
}

/** Finds places of sources by lines and columns of generated code, both 1-based. */
function readMap(map: string): (line: number, column: number) => Place | undefined {
  const sourceMap = new SourceMap(JSON.parse(map));
  return (line, column) => {
    const entry = sourceMap.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry) || !entry.originalSource) return undefined;
    return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
}

/**
 * Finds places of sources by places of generated code.
 * @param generated without a map nothing is found
 */
export function createLocator(generated: {
  code: string;
  map?: string | undefined;
}): (index: number) => Place | undefined {
  const { code, map } = generated;
  if (map === undefined) return () => undefined;
  const lineStarts = [0, ...Array.from(code.matchAll(/\n/g), ({ index }) => index + 1)];
  const at = readMap(map);
  return (index) => {
    const line = lineStarts.findLastIndex((start) => start <= index);
    return at(line + 1, index - (lineStarts[line] ?? 0) + 1);
  };
}

export const formatPlace = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

/** Where in the sources an error arose: the topmost line of a stack that lies in the generated code. */
export function locate(stack: string, { file, map }: Mapped): string | undefined {
  const at = readMap(map);
  for (const [, line, column] of stack.matchAll(new RegExp(`${literally(file)}:(\\d+):(\\d+)`, 'g'))) {
    const place = at(Number(line), Number(column));
    // What the bundler put there has a namespace: `missing:left-pad`.
    if (place && !place.file.includes(':')) return formatPlace(place);
  }
  return undefined;
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
