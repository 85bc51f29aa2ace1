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

/** Finds places of sources by places of generated code. */
export function createLocator(map: string): (line: number, column: number) => Place | undefined {
  const sourceMap = new SourceMap(JSON.parse(map));
  return (line, column) => {
    const entry = sourceMap.findEntry(line - 1, column - 1);
    if (!('originalSource' in entry) || !entry.originalSource) return undefined;
    return { file: entry.originalSource, line: entry.originalLine + 1, column: entry.originalColumn + 1 };
  };
}

export const formatPlace = ({ file, line, column }: Place): string => `${file}:${line}:${column}`;

/** Where in the sources an error arose: the topmost line of a stack that lies in the generated code. */
export function locate(stack: string, { file, map }: Mapped): string | undefined {
  const at = createLocator(map);
  for (const [, line, column] of stack.matchAll(new RegExp(`${literally(file)}:(\\d+):(\\d+)`, 'g'))) {
    const place = at(Number(line), Number(column));
    if (place) return formatPlace(place);
  }
  return undefined;
}

const literally = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
