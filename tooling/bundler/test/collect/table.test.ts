import { describe, expect, it } from 'vitest';
import { type Sized, sizeTable } from '../../src/collect/table.ts';

const sized = (name: string, characters: number): Sized => ({
  function: name,
  target: 'v1',
  characters,
  limit: 100_000,
  gzipBytes: characters / 2,
  carried: [
    { name: 'oauth-1.0a', characters: 20_480 },
    { name: 'packages/auth', characters: 9_000 },
    { name: 'functions/huge', characters: 999 },
  ],
});

describe('sizeTable', () => {
  it('shows every artifact with its share of the limit', () => {
    expect(sizeTable([sized('context_get', 8_000), sized('most', 30_000)]).split('\n')).toEqual([
      'function     target  characters  of limit    gzip',
      'context_get  v1           8,000     8.0 %   4,000  ██··················',
      'most         v1          30,000    30.0 %  15,000  ██████··············',
    ]);
  });

  it('names what an artifact above 30,000 characters carries, and tells once what that means', () => {
    const lines = sizeTable([sized('large', 30_001), sized('huge', 100_000), sized('tiny', 9)]).split('\n');
    expect(lines.slice(1).map((line) => line.replace(/^.*[█·]+ */, ''))).toEqual([
      '! oauth-1.0a 20.5k, auth 9.0k',
      '! oauth-1.0a 20.5k, auth 9.0k',
      '',
      '! Above 30,000 characters; the platform takes 100,000. Import less of what is large, or replace it.',
    ]);
  });

  it('draws at least one cell', () => {
    expect(sizeTable([sized('tiny', 2)])).toContain('█···················');
  });
});
