import crypto from 'node:crypto';

const BYTES = 16;

/** Random bytes not yet used. The system is asked for many at once: each call costs more than a signature. */
let pool = '';

/** 128 random bits. */
export function createNonce(): string {
  if (!pool) pool = crypto.randomBytes(64 * BYTES).toString('hex');
  const nonce = pool.slice(0, 2 * BYTES);
  pool = pool.slice(2 * BYTES);
  return nonce;
}
