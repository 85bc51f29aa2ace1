import { describe, expect, it } from 'vitest';
import { sizeTable } from '../../src/collect/table.ts';
import type { ManifestEntry } from '../../src/report.ts';

const sized = (name: string, characters: number) =>
  ({ function: name, target: 'v1', characters, limit: 100_000, gzipBytes: characters / 2 }) as ManifestEntry;

describe('sizeTable', () => {
  it('shows every artifact with its share of the limit', () => {
    expect(sizeTable([sized('context_get', 8_000), sized('huge', 100_000)]).split('\n')).toEqual([
      'function     target  characters  of limit    gzip',
      'context_get  v1           8,000     8.0 %   4,000  ██··················',
      'huge         v1         100,000   100.0 %  50,000  ████████████████████',
    ]);
  });

  it('draws at least one cell', () => {
    expect(sizeTable([sized('tiny', 2)])).toContain('█···················');
  });
});
