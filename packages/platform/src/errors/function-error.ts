import { ERROR_CODES, type ErrorCode } from './codes.ts';

/** Facts about a failure that code may act on, within the run: the error that leaves it has none. */
export interface ErrorFacts {
  /** HTTP status of the peer's answer, if it answered. */
  status?: number | undefined;
  /**
   * A code that says why: the system's of a network failure (`ECONNREFUSED`), the `error` of an OAuth answer.
   */
  reason?: string | undefined;
}

/**
 * The one kind of error of the project. The platform passes only `message` on to the caller, so the message
 * starts with the code and says what is wrong, where, and what to do next; never a value that could be a
 * credential.
 */
export class FunctionError extends Error {
  readonly code: ErrorCode;
  /** The message without its code. */
  readonly text: string;
  readonly status: number | undefined;
  readonly reason: string | undefined;

  constructor(code: ErrorCode, text: string, { status, reason }: ErrorFacts = {}) {
    super(`${code}: ${text}`);
    this.code = code;
    this.text = text;
    this.status = status;
    this.reason = reason;
  }

  override get name(): string {
    return 'FunctionError';
  }
}

const CODES: readonly unknown[] = ERROR_CODES;

/** Recognises our errors by name and code, not by class: several bundles in a process have a copy each. */
export function isFunctionError(error: unknown): error is FunctionError {
  if (typeof error !== 'object' || error === null || !('name' in error) || !('code' in error)) return false;
  return error.name === 'FunctionError' && CODES.includes(error.code);
}
