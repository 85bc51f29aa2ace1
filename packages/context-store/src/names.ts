import { failure } from '@lp-functions/platform';

/** Servers and proxies resolve dots, control characters end lines, half a surrogate pair has no UTF-8. */
const UNUSABLE = /^\.{0,2}$|[\p{Cc}\p{Cs}]/u;
/** All that the service accepts; only V1 accepts the hyphen, as in the official example. */
const NAMESPACE = /^(?!(consumer|operational|conversation|custom|sde|faas)$)[\w-]+$/;

/** What a name has to be, for messages. */
export const NAME = 'a name, not . or .., without control characters';
export const NAMESPACE_NAME = 'letters, digits, _ (V1: or -), not reserved';

/** Whether a value can be one segment of a path. */
export const isName = (value: unknown): boolean => typeof value === 'string' && !UNUSABLE.test(value);

export const isNamespace = (value: unknown): boolean => NAMESPACE.test(`${value ?? ''}`);

/**
 * @returns the name encoded for a path
 * @throws `INPUT_INVALID` for what would lead to another path
 */
export function segment(field: string, name: string): string {
  if (!isName(name)) throw failure('INPUT_INVALID', `${field}: expected ${NAME}`);
  return encodeURIComponent(name);
}
