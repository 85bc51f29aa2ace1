/** Every code a function can fail with. They are part of the public contract: add, never rename. */
export type ErrorCode =
  | 'CONFIG_INVALID'
  | 'INPUT_INVALID'
  | 'SECRET_NOT_FOUND'
  | 'SECRET_READ_FAILED'
  | 'SECRET_WRITE_FAILED'
  | 'TARGET_NOT_ALLOWED'
  | 'DOMAIN_NOT_ALLOWLISTED'
  | 'NETWORK_ERROR'
  | 'TIMEOUT'
  | 'DEADLINE_EXCEEDED'
  | 'RATE_LIMITED'
  | 'RESPONSE_TOO_LARGE'
  | 'RESPONSE_INVALID'
  | 'SIGNATURE_FAILED'
  | 'TOKEN_REJECTED'
  | 'REAUTH_REQUIRED'
  | 'TOKEN_NOT_SAVED'
  | 'REFRESH_FAILED'
  | 'CONTEXT_REJECTED'
  | 'INTERNAL';

/** The codes that a bundle holds several times: as constants, their text is in it once. */
export const CONFIG_INVALID = 'CONFIG_INVALID';
export const INPUT_INVALID = 'INPUT_INVALID';

/** Facts about a failure that code may act on, within the run: what leaves it has none. */
export interface ErrorFacts {
  /** HTTP status of the peer's answer, if it answered. */
  status?: number;
  /** The system's code of a network failure, e.g. `ECONNREFUSED`, or the `error` of an OAuth answer. */
  cause?: string;
}

/**
 * The one kind of error of the project. The platform passes only `message` on to the caller, so the message
 * starts with the code and says what is concerned and what to do next.
 */
export interface FunctionError extends Error {
  readonly code: ErrorCode;
  readonly facts: ErrorFacts;
}

/** A `FunctionError`. A function instead of a class: it is called in many places, and each `new` is bundled. */
export const failure = (code: ErrorCode, text: string, facts: ErrorFacts = {}): FunctionError =>
  Object.assign(new Error(`${code}: ${text}`), { code, facts });

/** Recognises our errors by shape: every bundle carries its own copy of this module. */
export const isFunctionError = (error: unknown): error is FunctionError =>
  !!(error as FunctionError | undefined)?.facts;
