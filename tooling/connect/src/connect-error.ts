export type ConnectErrorCode =
  /** Something is missing or does not fit together: nothing was asked of anybody yet. */
  | 'USAGE'
  /** The person, or the service, said no. */
  | 'DENIED'
  /** Nobody came back in time. */
  | 'TIMED_OUT'
  /** The port of the registered redirect URL belongs to another program. */
  | 'PORT_TAKEN'
  /** What came back does not belong to what was asked. */
  | 'REDIRECT_INVALID'
  /** The token endpoint refused. */
  | 'TOKEN_REJECTED'
  /** It answered something unusable, or not at all. */
  | 'PEER_FAILED'
  /** Tokens came, but no refresh token among them. */
  | 'NO_REFRESH_TOKEN'
  /** The tokens could not be put where they belong. */
  | 'NOT_STORED';

/** A failure that a person can do something about; the message says what. */
export class ConnectError extends Error {
  override readonly name = 'ConnectError';
  readonly code: ConnectErrorCode;

  constructor(code: ConnectErrorCode, message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}
