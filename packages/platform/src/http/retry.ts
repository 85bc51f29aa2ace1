import type { Clock } from '../time/clock.ts';
import type { Attempt, RetryPolicy } from './types.ts';

export const MAX_ATTEMPTS = 4;
const FIRST_PAUSE_MS = 250;

/**
 * Codes of failures before the first byte of the request was sent: no address, or no connection. Sources:
 * Node.js "Common system errors" and dns error codes, undici docs/docs/api/Errors.md. A system may report an
 * unreachable network for an open connection as well, but only after minutes.
 */
const NO_CONNECTION = new Set([
  ...['ENOTFOUND', 'EAI_AGAIN', 'EAI_FAIL', 'EAI_NODATA', 'EAI_NONAME'],
  ...['ECONNREFUSED', 'EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN', 'EADDRNOTAVAIL'],
  ...['UND_ERR_CONNECT_TIMEOUT', 'ERR_SOCKET_CONNECTION_TIMEOUT'],
]);

/**
 * Codes of a server whose certificate is refused, which is checked before anything is sent: OpenSSL's reasons
 * of `X509_verify_cert_error_string`, as Node.js lists them ("X509 certificate error codes" of its tls page),
 * and Node.js's own for a certificate of another host.
 */
const CERTIFICATE_REFUSED = new Set([
  ...['CERT_HAS_EXPIRED', 'CERT_NOT_YET_VALID', 'CERT_REVOKED', 'CERT_REJECTED', 'CERT_UNTRUSTED'],
  ...['CERT_CHAIN_TOO_LONG', 'CERT_SIGNATURE_FAILURE', 'DEPTH_ZERO_SELF_SIGNED_CERT'],
  ...['SELF_SIGNED_CERT_IN_CHAIN', 'UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'UNABLE_TO_GET_ISSUER_CERT'],
  ...['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'UNABLE_TO_DECRYPT_CERT_SIGNATURE'],
  ...['UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY', 'UNABLE_TO_GET_CRL', 'UNABLE_TO_DECRYPT_CRL_SIGNATURE'],
  ...['CRL_HAS_EXPIRED', 'CRL_NOT_YET_VALID', 'CRL_SIGNATURE_FAILURE', 'ERROR_IN_CERT_NOT_BEFORE_FIELD'],
  ...['ERROR_IN_CERT_NOT_AFTER_FIELD', 'ERROR_IN_CRL_LAST_UPDATE_FIELD', 'ERROR_IN_CRL_NEXT_UPDATE_FIELD'],
  ...['INVALID_CA', 'INVALID_PURPOSE', 'PATH_LENGTH_EXCEEDED', 'HOSTNAME_MISMATCH', 'OUT_OF_MEM'],
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/**
 * Codes of a TLS handshake that did not come about. Left out are those that TLS 1.3 may report after the
 * request: `EPROTO`, `ECONNRESET`, and what a server says of a client's certificate. Source: Node.js errors
 * page, OpenSSL ssl/ssl_err.c
 */
const HANDSHAKE_FAILED = new Set([
  ...['ERR_TLS_HANDSHAKE_TIMEOUT', 'ERR_SSL_WRONG_VERSION_NUMBER', 'ERR_SSL_UNSUPPORTED_PROTOCOL'],
  ...['ERR_SSL_TLSV1_ALERT_PROTOCOL_VERSION', 'ERR_SSL_SSLV3_ALERT_HANDSHAKE_FAILURE'],
  ...['ERR_SSL_TLSV1_UNRECOGNIZED_NAME', 'ERR_SSL_DH_KEY_TOO_SMALL', 'ERR_SSL_NO_PROTOCOLS_AVAILABLE'],
]);

export const isNoConnection = (reason: string): boolean => NO_CONNECTION.has(reason);
export const isCertificateRefused = (reason: string): boolean => CERTIFICATE_REFUSED.has(reason);
export const isHandshakeFailed = (reason: string): boolean => HANDSHAKE_FAILED.has(reason);

/** For requests that may arrive twice: after a network failure, a timeout, 429 or 5xx. */
export const idempotent: RetryPolicy = ({ response, error }) =>
  error
    ? error.code === 'NETWORK_ERROR' || error.code === 'TIMEOUT'
    : response.status === 429 || response.status >= 500;

/** For requests whose answers are all results: after a failure before a byte was sent. */
export const unconnected: RetryPolicy = ({ error }) => {
  const reason = error?.reason ?? '';
  return isNoConnection(reason) || isCertificateRefused(reason) || isHandshakeFailed(reason);
};

/**
 * For requests that must not arrive twice: after 429, a failure before a byte was sent, and once after 503,
 * which may come from a proxy in front of a server that has done the work.
 */
export const unsent: RetryPolicy = (attempt, attemptsBefore) => {
  const status = attempt.response?.status;
  return status === 429 || (status === 503 && attemptsBefore === 0) || unconnected(attempt, attemptsBefore);
};

/** How long to wait before the next attempt: as long as the server wishes, else as `backoffMs` says. */
export function pauseMs(
  attempt: Attempt,
  attemptsBefore: number,
  { clock, random }: { clock: Clock; random(): number },
): number {
  const wish = attempt.response?.headers['retry-after'];
  return retryAfterMs(wish, clock) ?? backoffMs(attemptsBefore, random);
}

/** `Retry-After` (RFC 9110 10.2.3), seconds or a date to come; `undefined` when it says nothing of use. */
export function retryAfterMs(value: string | undefined, clock: Clock): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d+$/.test(value)) return Number(value) * 1_000;
  const ms = Date.parse(value) - clock.now();
  return ms >= 0 ? ms : undefined;
}

/** Doubling pauses with jitter: the first one from 125 to 250 ms. */
const backoffMs = (attemptsBefore: number, random: () => number): number =>
  FIRST_PAUSE_MS * 2 ** attemptsBefore * (0.5 + random() / 2);
