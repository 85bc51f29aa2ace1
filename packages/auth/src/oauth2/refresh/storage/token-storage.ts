import type { Connection } from '../connections/connection.ts';
import type { Failure } from '../memory/failure.ts';
import type { TokenSet } from './token-set.ts';

/** What is known of a connection before it is looked at closely. It may be behind. */
export interface Known {
  /** Seconds since the epoch; absent when it is not known. */
  expiresAt?: number | undefined;
  /** Whether its server is known to name no lifetime. @default false */
  isLifetimeless?: boolean;
  failure?: Failure | undefined;
  /** The one that is stored, if the storage can say it. */
  refreshToken?: string | undefined;
  /** The stored tokens have been spent: newer ones were lost on their way into the storage. @default false */
  isBehind?: boolean;
}

/** The tokens as they are stored now, and the way to replace them. */
export interface StoredTokens {
  /** As it is stored: its group may be another one than one was told. */
  connection: Connection;
  tokens: TokenSet;
  /** When this refresh token was refused, if nobody knows yet what that means: milliseconds since the epoch. */
  refusedAt?: number | undefined;
  /**
   * Stores new tokens, the refresh token before anything else. Each write is repeated.
   * @throws `TOKEN_NOT_SAVED`
   */
  save(tokens: TokenSet): Promise<void>;
}

/** Where the tokens of connections are kept. */
export interface TokenStorage {
  /** Names the place of a connection's refresh token; no two connections share it. */
  placeOf(connection: Connection): string;
  /**
   * What is known of connections, as cheaply as the storage can say it.
   * @returns by the names of the connections; those of which nothing is known may be left out
   */
  survey(connections: readonly Connection[]): Promise<ReadonlyMap<string, Known>>;
  /**
   * Looks closely, past every cache.
   * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`, and what the context store throws
   */
  load(connection: Connection): Promise<StoredTokens>;
  /** Remembers that good tokens are stored, and that no failure is left. */
  noteGood(connection: Connection, tokens: TokenSet): void;
  /**
   * Remembers that a refresh token was refused until it is known what that means, lest it is asked again. Only where
   * no token can be lost for it.
   * @param at milliseconds since the epoch
   */
  noteRefusal?(connection: Connection, refreshToken: string, at: number): Promise<void>;
  /**
   * Whether saving a failure rewrites the tokens, so that it had better wait until whoever asked at the same moment has
   * stored his. @default false
   */
  rewritesTokens?: boolean;
  /**
   * Remembers a failure until tokens are saved, if it can. A token is never lost for it.
   * @param refreshToken the one that failed
   * @returns whether the instance need not remember it
   */
  saveFailure(connection: Connection, failure: Failure, refreshToken: string | undefined): Promise<boolean>;
}
