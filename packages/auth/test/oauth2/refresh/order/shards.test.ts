import { describe, expect, it } from 'vitest';
import { parseShard, shardOf } from '../../../../src/oauth2/refresh/order/shards.ts';

const NAMES = Array.from({ length: 20_000 }, (_, n) => `merchant-${n}`);

function sizes(count: number): number[] {
  const found = Array.from({ length: count }, () => 0);
  for (const name of NAMES) {
    const shard = shardOf(name, count);
    found[shard - 1] = (found[shard - 1] ?? 0) + 1;
  }
  return found;
}

describe('the shard of a connection', () => {
  it('is the same wherever it is computed', () => {
    // Another value here means that every deployment moves all connections when it is updated.
    expect(['acme', 'bolt', 'größe', '商店'].map((name) => shardOf(name, 10))).toEqual([8, 2, 6, 10]);
  });

  it.each([2, 3, 10, 50])('is one of %i that are about the same size', (count) => {
    const even = NAMES.length / count;
    for (const size of sizes(count)) expect(Math.abs(size - even) / even).toBeLessThan(0.2);
  });

  it('stays the same for all names but those that a further shard takes', () => {
    const moved = NAMES.filter((name) => shardOf(name, 10) !== shardOf(name, 11));
    expect(moved.every((name) => shardOf(name, 11) === 11)).toBe(true);
    expect(moved.length / NAMES.length).toBeCloseTo(1 / 11, 2);
  });

  it('is the only one when there is only one', () => {
    expect(sizes(1)).toEqual([NAMES.length]);
  });
});

describe('SHARD', () => {
  it('says which of how many', () => {
    expect(parseShard('3/10')).toEqual({ index: 3, count: 10 });
    expect(parseShard('1/1')).toEqual({ index: 1, count: 1 });
  });

  it.each(['', '3', '0/10', '11/10', '3/0', '-1/2', '1/2/3', '1.5/2', 'a/b', ' 1/2', '1/9999', '1/2000'])(
    'is refused when it is %j',
    (text) => {
      expect(parseShard(text)).toBeUndefined();
    },
  );
});
