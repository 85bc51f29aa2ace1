import type { FunctionError } from '@lp-functions/platform';
import type { Connection } from './connections/connection.ts';
import type { FailureKind } from './memory/failure.ts';
import type { TokenSet } from './storage/token-set.ts';

/** What came of one look at a connection. */
export type Outcome = Refreshed | Good | Elsewhere | Refused | Failed | Late;

/** It has new tokens, and they are stored. */
export interface Refreshed {
  status: 'refreshed';
  /** As it is stored. */
  connection: Connection;
  tokens: TokenSet;
  /** Whether the refresh token is another one. */
  rotated: boolean;
}

/** Its tokens are good enough. */
export interface Good {
  status: 'good';
  /** As it is stored. */
  connection: Connection;
  tokens: TokenSet;
}

/** The refresh token was refused, because another run had spent it: that one has stored new tokens. */
export interface Elsewhere {
  status: 'elsewhere';
  /** As it is stored. */
  connection: Connection;
  tokens: TokenSet;
}

/** The refresh token was refused. It is dead, unless another run is about to store a new one. */
export interface Refused {
  status: 'refused';
  refreshToken: string;
  /** When it was refused: milliseconds since the epoch. */
  at: number;
}

export interface Failed {
  status: 'failed';
  error: FunctionError;
  kind: FailureKind;
  /** The one that was to be exchanged; absent when it was not read. */
  refreshToken?: string | undefined;
  /** Whether the request was certainly not processed, so that it can be sent again. */
  isRepeatable: boolean;
}

/** The run had no time left for it. Nothing was sent. */
export interface Late {
  status: 'late';
}

export const failed = (
  error: FunctionError,
  kind: FailureKind,
  { refreshToken, isRepeatable = false }: Partial<Pick<Failed, 'refreshToken' | 'isRepeatable'>> = {},
): Failed => ({ status: 'failed', error, kind, refreshToken, isRepeatable });
