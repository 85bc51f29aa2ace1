/** Numbers that look random, and are the same for the same seed. */
export interface Chance {
  /** From 0 up to 1. */
  next(): number;
  /** Whether something happens that happens so often, e.g. 0.02. */
  happens(share: number): boolean;
  /** A latency in milliseconds: of many, half are below the median, and few take very long (lognormal). */
  latencyMs(medianMs: number): number;
}

/** How far latencies are spread: one in a hundred takes four times the median. */
const SIGMA = 0.6;

/** Source: mulberry32, https://gist.github.com/tommyettinger/46a874533244883189143505d203312c */
export function createChance(seed: number): Chance {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), state | 1);
    bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
    return ((bits ^ (bits >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - next())) * Math.cos(2 * Math.PI * next());
  return {
    next,
    happens: (share) => next() < share,
    latencyMs: (medianMs) => medianMs * Math.exp(SIGMA * normal()),
  };
}
