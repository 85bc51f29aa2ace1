import { type ErrorCode, FunctionError, isText } from '@lp-functions/platform';

/** Servers and proxies resolve dots, control characters end lines, half a surrogate pair has no UTF-8. */
const UNUSABLE = /^\.{0,2}$|[\p{Cc}\p{Cs}]/u;
const NAMESPACE = /^(?!(consumer|operational|conversation|custom|sde|faas)$)[\w-]+$/;

/** What names have to be, for messages. */
export const NAME = 'printable text, not . or ..';
export const NAMESPACE_NAME = 'letters, digits, _ (V1: or -), not reserved';

/** Whether a value can be one segment of a path. */
export const isName = (value: unknown): value is string => isText(value) && !UNUSABLE.test(value);

/** Whether a value can be a namespace of either API. */
export const isNamespace = (value: unknown): boolean => NAMESPACE.test((value ?? '') as string);

/**
 * @returns the name encoded for a path
 * @throws with the given code for what would lead to another path
 */
export function segment(code: ErrorCode, field: string, name: string | undefined): string {
  if (!isName(name)) throw new FunctionError(code, `${field}: expected ${NAME}`);
  return encodeURIComponent(name);
}
