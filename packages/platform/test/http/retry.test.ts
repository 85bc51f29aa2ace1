import { describe, expect, it } from 'vitest';
import { failure } from '../../src/errors.ts';
import { idempotent, unsent } from '../../src/http/retry.ts';
import { answer } from '../support/client.ts';

const network = (cause: string) => failure('NETWORK_ERROR', 'x', { cause });

describe('idempotent', () => {
  it.each([
    answer(429),
    answer(500),
    answer(503),
    answer(599),
    network('ECONNRESET'),
    failure('TIMEOUT', ''),
  ])('repeats $status$code', (outcome) => expect(idempotent(outcome, 0)).toBe(true));

  it.each([answer(200), answer(302), answer(400), answer(401), failure('RESPONSE_TOO_LARGE', '')])(
    'takes $status$code as final',
    (outcome) => expect(idempotent(outcome, 0)).toBe(false),
  );
});

describe('unsent', () => {
  it.each([
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
  ])('repeats after %s: no byte of the request was sent', (cause) =>
    expect(unsent(network(cause), 0)).toBe(true),
  );

  it.each([
    'ECONNRESET',
    'EPIPE',
    'ETIMEDOUT',
    'UND_ERR_SOCKET',
    'UND_ERR_HEADERS_TIMEOUT',
    'UND_ERR_BODY_TIMEOUT',
    'unknown',
  ])('takes %s as final: the request may have arrived', (cause) =>
    expect(unsent(network(cause), 0)).toBe(false),
  );

  it.each([failure('TIMEOUT', ''), answer(200), answer(500), answer(502), answer(504)])(
    'takes $status$code as final',
    (outcome) => expect(unsent(outcome, 0)).toBe(false),
  );

  it('repeats 429 always, 503 once', () => {
    expect([0, 1, 2].map((attempt) => unsent(answer(429), attempt))).toEqual([true, true, true]);
    expect([0, 1, 2].map((attempt) => unsent(answer(503), attempt))).toEqual([true, false, false]);
  });
});
