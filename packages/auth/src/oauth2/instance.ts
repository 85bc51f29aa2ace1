import type { Run } from '@lp-functions/platform';
import { createPacer } from './pacer.ts';
import type { Outcome } from './refresh-connection.ts';
import type { StoredTokens } from './stored-tokens.ts';

/** What an instance knows of its connections, each by the secret that holds its refresh token. */
interface Instance {
  /** Under way, perhaps for another run. */
  flights: Map<string, Promise<Outcome>>;
  /** The tokens the server gave last, and the refresh token that was spent for them, if it was. */
  exchanged: Map<string, [spent: string | false, tokens: StoredTokens]>;
  /** Awaited before every request of every run. */
  pace(): Promise<void>;
}

const instances = new WeakMap<object, Instance>();

/** The same in all runs of an instance. */
export function instanceOf({ secretStorage, clock }: Pick<Run, 'secretStorage' | 'clock'>): Instance {
  let instance = instances.get(secretStorage);
  if (!instance) {
    instance = { flights: new Map(), exchanged: new Map(), pace: createPacer(clock) };
    instances.set(secretStorage, instance);
  }
  return instance;
}
