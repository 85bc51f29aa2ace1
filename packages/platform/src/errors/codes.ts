/** Every code a function can fail with. They are part of the public contract: add, never rename. */
export const ERROR_CODES = [
  /** A variable, or a secret that holds configuration, is missing or malformed: whoever deploys mends it. */
  'CONFIG_INVALID',
  /** A field of the payload is missing, malformed or unknown: the caller mends it. */
  'INPUT_INVALID',
  /** A secret that the run needs does not exist or is empty. */
  'SECRET_NOT_FOUND',
  /** The secret storage did not answer, or refused to. */
  'SECRET_READ_FAILED',
  /** The secret storage did not take a new value. */
  'SECRET_WRITE_FAILED',
  /** Our own check: the URL is of an origin that nobody configured. */
  'TARGET_NOT_ALLOWED',
  /** V1's proxy refused the host. */
  'DOMAIN_NOT_ALLOWLISTED',
  /** No connection, or one that broke off. */
  'NETWORK_ERROR',
  /** One attempt took longer than `REQUEST_TIMEOUT_MS`. */
  'TIMEOUT',
  /** The run took longer than `DEADLINE_MS`. */
  'DEADLINE_EXCEEDED',
  /** The peer answered 429, to the last attempt as well. */
  'RATE_LIMITED',
  /** The peer's answer is longer than the request allows. */
  'RESPONSE_TOO_LARGE',
  /** The peer's answer is not what was asked for: no JSON, no text, no token. */
  'RESPONSE_INVALID',
  /** A key that does not fit the method, or a request that cannot be signed. */
  'SIGNATURE_FAILED',
  /** The token endpoint answered an OAuth error. */
  'TOKEN_REJECTED',
  /** The refresh token is dead: a person has to connect the account again. */
  'REAUTH_REQUIRED',
  /** A rotated token could not be stored, after several tries. */
  'TOKEN_NOT_SAVED',
  /** One or more connections could not be refreshed; the others are. */
  'REFRESH_FAILED',
  /** The context session store answered an error status. */
  'CONTEXT_REJECTED',
  /** Anything else: a bug in the function. */
  'INTERNAL',
] as const;

export type ErrorCode = (typeof ERROR_CODES)[number];
