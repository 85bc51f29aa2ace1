/** One of several deployments that share the connections; they are counted from 1. */
export interface Shard {
  index: number;
  count: number;
}

/** What `SHARD` has to be, for messages. */
export const SHARD = 'i/n, e.g. 3/10, with i from 1 to n';
const MAX_SHARDS = 1_000;

/** @returns `undefined` for what names no shard */
export function parseShard(text: string): Shard | undefined {
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  const isShard = shard.index >= 1 && shard.index <= shard.count && shard.count <= MAX_SHARDS;
  return isShard ? shard : undefined;
}

/**
 * The shard that a connection belongs to, by rendezvous hashing: each shard bids for the name, the highest bid wins.
 * When shards are added or taken away, only the names move that the new ones win or the old ones leave.
 * @returns from 1 to `count`
 */
export function shardOf(name: string, count: number): number {
  if (count === 1) return 1;
  const seed = fnv1a(name);
  let winner = 1;
  let highest = -1;
  for (let shard = 1; shard <= count; shard++) {
    const bid = mixed(seed ^ Math.imul(shard, GOLDEN_RATIO));
    if (bid > highest) {
      highest = bid;
      winner = shard;
    }
  }
  return winner;
}

/** 2^32 divided by the golden ratio: multiples of it are spread evenly. */
const GOLDEN_RATIO = 0x9e3779b1;

/** Of 32 bits: http://www.isthe.com/chongo/tech/comp/fnv */
function fnv1a(text: string): number {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash;
}

/** MurmurHash3's last step, which lets every bit of a number change all others; unsigned. */
function mixed(number: number): number {
  let bits = number;
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
  return (bits ^ (bits >>> 16)) >>> 0;
}
