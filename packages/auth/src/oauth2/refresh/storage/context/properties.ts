import type { Failure } from '../../memory/failure.ts';

/** What an index says of a connection. */
export interface IndexEntry {
  group: string;
  /** Seconds since the epoch; null for tokens without a lifetime; absent when nobody has looked yet. */
  expires_at?: number | null;
  failure?: Failure;
}

/** Properties that are named after connections; others have names without this. */
const CONNECTION_PREFIX = 'c:';
export const propertyOf = (connection: string): string => CONNECTION_PREFIX + connection;
/** @returns `undefined` for a property that is not named after a connection */
export const connectionOf = (property: string): string | undefined =>
  property.startsWith(CONNECTION_PREFIX) ? property.slice(CONNECTION_PREFIX.length) : undefined;
