import { FunctionError } from '@lp-functions/platform';

/** What lifetimes have to be, for messages. */
export const LIFETIME = 'a whole number of seconds above 0';

export const isLifetime = (value: unknown): boolean =>
  typeof value === 'number' && Number.isInteger(value) && value > 0;

/** @throws `INPUT_INVALID` for what is no lifetime in seconds */
export function checkLifetime(ttlSeconds: number | undefined): void {
  if (ttlSeconds !== undefined && !isLifetime(ttlSeconds)) {
    throw new FunctionError('INPUT_INVALID', `ttlSeconds: expected ${LIFETIME}`);
  }
}
