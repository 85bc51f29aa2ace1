import { describe, expect, it } from 'vitest';
import { FunctionError } from '../../src/errors/function-error.ts';
import { idempotent, unconnected, unsent } from '../../src/http/retry.ts';
import type { Attempt } from '../../src/http/types.ts';
import { answer } from '../support/client.ts';

const answered = (status: number): Attempt => ({ response: answer(status) });
const failed = (code: 'TIMEOUT' | 'RESPONSE_TOO_LARGE'): Attempt => ({ error: new FunctionError(code, 'x') });
const network = (reason: string): Attempt => ({ error: new FunctionError('NETWORK_ERROR', 'x', { reason }) });

const UNSENT = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_SSL_WRONG_VERSION_NUMBER',
];
/** The last four: TLS 1.3 reports them, or may report them, after the request has been sent. */
const PERHAPS_SENT = [
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'UND_ERR_SOCKET',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
  'unknown',
  'EPROTO',
  'ERR_SSL_TLSV13_ALERT_CERTIFICATE_REQUIRED',
  'ERR_SSL_SSLV3_ALERT_BAD_CERTIFICATE',
  'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC',
];

describe('idempotent', () => {
  it.each([429, 500, 503, 599])('repeats %i', (status) => expect(idempotent(answered(status), 0)).toBe(true));

  it('repeats a network failure and a timeout', () => {
    expect([network('ECONNRESET'), failed('TIMEOUT')].every((attempt) => idempotent(attempt, 0))).toBe(true);
  });

  it.each([200, 302, 400, 401])('takes %i as final', (status) =>
    expect(idempotent(answered(status), 0)).toBe(false),
  );

  it('takes a refusal of our own as final', () => {
    expect(idempotent(failed('RESPONSE_TOO_LARGE'), 0)).toBe(false);
  });
});

describe.each([
  ['unconnected', unconnected],
  ['unsent', unsent],
])('%s', (_, policy) => {
  it.each(UNSENT)('repeats after %s: no byte of the request was sent', (reason) =>
    expect(policy(network(reason), 0)).toBe(true),
  );

  it.each(PERHAPS_SENT)('takes %s as final: the request may have arrived', (reason) =>
    expect(policy(network(reason), 0)).toBe(false),
  );

  it.each([200, 500, 502, 504])('takes %i as final', (status) =>
    expect(policy(answered(status), 0)).toBe(false),
  );

  it('takes a timeout as final', () => expect(policy(failed('TIMEOUT'), 0)).toBe(false));
});

describe('unsent', () => {
  it('repeats 429 always, 503 once', () => {
    expect([0, 1, 2].map((before) => unsent(answered(429), before))).toEqual([true, true, true]);
    expect([0, 1, 2].map((before) => unsent(answered(503), before))).toEqual([true, false, false]);
  });
});

describe('unconnected', () => {
  it('takes every answer as final', () => {
    expect([429, 503].some((status) => unconnected(answered(status), 0))).toBe(false);
  });
});
