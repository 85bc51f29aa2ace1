import { failure, INPUT_INVALID } from '@lp-functions/platform';

/** @throws `INPUT_INVALID` for what is no lifetime in seconds */
export function checkTtl(ttlSeconds: number | undefined): void {
  if (ttlSeconds !== undefined && !(Number.isInteger(ttlSeconds) && ttlSeconds > 0)) {
    throw failure(INPUT_INVALID, 'ttlSeconds: expected a whole number above 0');
  }
}
