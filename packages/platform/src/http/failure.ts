import { FunctionError } from '../errors.ts';

/** Codes of failures that happen before a byte of the request is sent (Node.js system errors, undici). */
const NOT_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|CERT_|ERR_TLS|DEPTH_ZERO|SELF_SIGNED|UNABLE_TO)/;

/** Finds the system's code in an error of fetch, request or request-promise, however deep it is wrapped. */
function causeCode(error: unknown, depth = 0): string | undefined {
  if (typeof error !== 'object' || error === null || depth > 4) return undefined;
  const { code, cause, error: inner, errors } = error as Record<string, unknown>;
  if (typeof code === 'string') return code;
  return (
    causeCode(cause, depth + 1) ??
    causeCode(inner, depth + 1) ??
    causeCode((errors as unknown[])?.[0], depth + 1)
  );
}

/** A `NETWORK_ERROR` that names the host and the system's code. The original message may quote the request, so it is dropped. */
export function networkError(error: unknown, host: string): FunctionError {
  const code = causeCode(error) ?? 'UNKNOWN';
  return new FunctionError(
    'NETWORK_ERROR',
    `no answer from ${host} (${code}); check that the host is right and allowlisted`,
    {
      notSent: NOT_SENT.test(code),
    },
  );
}
