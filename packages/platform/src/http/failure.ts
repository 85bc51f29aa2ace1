import { type FunctionError, failure } from '../errors.ts';

/** Finds the system's code in an error of fetch, request or request-promise, wrapped as deep as they do. */
const causeCode = (error: Wrapped | null | undefined): unknown =>
  error
    ? (error.code ?? causeCode(error.cause) ?? causeCode(error.error) ?? causeCode(error.errors?.[0]))
    : undefined;

interface Wrapped {
  code?: unknown;
  cause?: Wrapped;
  error?: Wrapped;
  errors?: Wrapped[];
}

/** A `NETWORK_ERROR` that names the host and the system's code. The original message may quote the request: dropped. */
export function networkError(error: unknown, host: string): FunctionError {
  const cause = `${causeCode(error as Wrapped) ?? 'unknown'}`;
  return failure('NETWORK_ERROR', `${host} (${cause}); is it allowlisted?`, { cause });
}

export const tooLarge = (url: string, maxBytes: number, status: number): FunctionError =>
  failure('RESPONSE_TOO_LARGE', `${new URL(url).host} sent more than ${maxBytes} bytes`, { status });
