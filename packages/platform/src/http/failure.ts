import { type FunctionError, failure } from '../errors.ts';

/** Codes of failures that happen before a byte of the request is sent (Node.js system errors, TLS, undici). */
const NOT_SENT = /REFUSED|NOTFOUND|EAI_AGAIN|UNREACH|CONNECT_TIMEOUT|CERT|TLS|UNABLE_TO/;

/** Finds the system's code in an error of fetch, request or request-promise, wrapped as deep as they do. */
const causeCode = ({ code, cause, error, errors }: Wrapped): unknown =>
  code ?? [cause, error, errors?.[0]].flatMap((inner) => (inner ? [causeCode(inner)] : []))[0];

interface Wrapped {
  code?: unknown;
  cause?: Wrapped;
  error?: Wrapped;
  errors?: Wrapped[];
}

/** A `NETWORK_ERROR` that names the host and the system's code. The original message may quote the request: dropped. */
export function networkError(error: unknown, host: string): FunctionError {
  const code = `${causeCode(error as Wrapped) ?? 'unknown'}`;
  return failure('NETWORK_ERROR', `${host} (${code}); is the host right and allowlisted?`, {
    notSent: NOT_SENT.test(code),
  });
}

export const tooLarge = (host: string, maxBytes: number, status: number): FunctionError =>
  failure('RESPONSE_TOO_LARGE', `${host} sent more than ${maxBytes} bytes`, { status });
