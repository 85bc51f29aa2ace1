import type { Readable } from 'node:stream';

/** @returns tells everything that these streams have given so far */
export function collectOutput(...streams: (Readable | null)[]): () => string {
  let text = '';
  for (const stream of streams) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      text += chunk;
    });
  }
  return () => text;
}
