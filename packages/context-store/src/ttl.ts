import { FunctionError } from '@lp-functions/platform';

/** @throws `INPUT_INVALID` for what is no lifetime in seconds */
export function checkTtl(ttlSeconds: number | undefined): void {
  if (ttlSeconds !== undefined && !(Number.isInteger(ttlSeconds) && ttlSeconds > 0)) {
    throw new FunctionError('INPUT_INVALID', 'ttlSeconds: expected a whole number above 0');
  }
}
