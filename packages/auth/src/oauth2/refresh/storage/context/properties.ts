import crypto from 'node:crypto';
import type { Failure } from '../../memory/failure.ts';

/** What an index says of a connection. */
export interface IndexEntry {
  group: string;
  /** Seconds since the epoch; null for tokens without a lifetime; absent when nobody has looked yet. */
  expires_at?: number | null;
  failure?: Failure;
  /** A refresh token that was refused, and nobody knows yet whether it is dead or has been replaced. */
  refused?: RefusedToken;
}

export interface RefusedToken {
  /** Its fingerprint: an index is not sealed. */
  token: string;
  /** Seconds since the epoch. */
  at: number;
}

/** Properties that are named after connections; others have names without this. */
const CONNECTION_PREFIX = 'c:';
export const propertyOf = (connection: string): string => CONNECTION_PREFIX + connection;
/** @returns `undefined` for a property that is not named after a connection */
export const connectionOf = (property: string): string | undefined =>
  property.startsWith(CONNECTION_PREFIX) ? property.slice(CONNECTION_PREFIX.length) : undefined;

const FINGERPRINT_CHARS = 22;

/** Tells one refresh token from another, and gives nothing of either away. */
export const fingerprintOf = (refreshToken: string): string =>
  crypto.createHash('sha256').update(refreshToken).digest('base64url').slice(0, FINGERPRINT_CHARS);
