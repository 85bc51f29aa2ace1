import { type Clock, isObject, isText } from '@lp-functions/platform';
import type { Json, TokenSession } from '../../../token-store/index.ts';

/** The property of an index that says which run works on the shard. */
export const LEASE = 'lease';
export const NO_LEASE = { holder: '', until: 0 };

/** Keeps other runs of a shard from the same work, as far as the store allows: the last one to ask has it. */
export interface Lease {
  /** @param until milliseconds since the epoch @returns whether this run has it */
  take(holder: string, until: number): Promise<boolean>;
  isTaken(): boolean;
}

export interface LeaseOptions {
  clock: Clock;
  session: TokenSession;
  ttlSecs: number | undefined;
  /** As it was read. */
  found: Json | undefined;
}

export function createLease({ clock, session, ttlSecs, found }: LeaseOptions): Lease {
  let stored = readLease(found);
  let isTaken = false;
  return {
    async take(holder, until) {
      const isFree = !stored || stored.holder === holder || stored.until <= clock.now();
      if (isFree) await session.save({ [LEASE]: { holder, until } }, ttlSecs);
      stored = readLease(await session.readOne(LEASE));
      isTaken = isFree && stored?.holder === holder;
      return isTaken;
    },
    isTaken: () => isTaken,
  };
}

function readLease(value: unknown): { holder: string; until: number } | undefined {
  if (!isObject(value) || !isText(value.holder) || typeof value.until !== 'number') return undefined;
  return { holder: value.holder, until: value.until };
}
