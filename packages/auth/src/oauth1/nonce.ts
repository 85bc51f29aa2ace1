import crypto from 'node:crypto';

const BYTES = 16;

/** Random bytes not yet used. The system is asked for many at once: each call costs more than a signature. */
let pool = Buffer.alloc(0);

/** 128 random bits. */
export function createNonce(): string {
  if (!pool.length) pool = crypto.randomBytes(64 * BYTES);
  const nonce = pool.toString('hex', 0, BYTES);
  pool = pool.subarray(BYTES);
  return nonce;
}
