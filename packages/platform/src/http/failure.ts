import { type FunctionError, failure } from '../errors.ts';
import { foreignCode } from '../foreign-code.ts';

/** A `NETWORK_ERROR` that names the host and the system's code. */
export function networkError(error: unknown, host: string): FunctionError {
  const cause = foreignCode(error);
  return failure('NETWORK_ERROR', `${host} (${cause}); is it allowlisted?`, { cause });
}

export const tooLarge = (url: string, maxBytes: number, status: number): FunctionError =>
  failure('RESPONSE_TOO_LARGE', `${new URL(url).host} sent more than ${maxBytes} bytes`, { status });
