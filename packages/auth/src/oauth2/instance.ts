import { perInstance, type Run } from '@lp-functions/platform';
import { createPacer, type Pacer } from '@lp-functions/platform/internal';
import type { Outcome } from './refresh-connection.ts';
import type { StoredTokens } from './stored-tokens.ts';

/** The platform allows a function 20 requests a second, those of overlapping runs included. */
export const REQUESTS_PER_SECOND = 15;

/** What an instance knows of its connections, each by the secret that holds its refresh token. */
interface Memory {
  /** Under way, perhaps for another run. */
  flights: Map<string, Promise<Outcome>>;
  /** The tokens the server gave last, and the refresh token that was spent for them, if it was. */
  exchanged: Map<string, [spent: string | false, tokens: StoredTokens]>;
  /** Gives every request of every run its turn. */
  pacer?: Pacer;
}

const memoryOf = perInstance((): Memory => ({ flights: new Map(), exchanged: new Map() }));

/** The same in all runs of an instance. */
export function instanceOf({ instance, clock }: Pick<Run, 'instance' | 'clock'>): Required<Memory> {
  const memory = memoryOf(instance);
  memory.pacer ??= createPacer(clock, REQUESTS_PER_SECOND);
  return { ...memory, pacer: memory.pacer };
}
