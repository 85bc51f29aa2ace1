interface Wrapping {
  code?: unknown;
  cause?: unknown;
  error?: unknown;
  errors?: unknown;
}

/** What a code may look like; a sentence, or what else somebody has put there, is none. */
const CODE = /^[\w.-]{1,100}$/;
/** Deeper than any library wraps; an error may be its own cause. */
const MAX_DEPTH = 8;

/**
 * The code in an error that is not ours: of a toolbelt, fetch, request or request-promise, wrapped as deep as
 * they do; `unknown` if there is none. Their messages may quote the request or the value of a secret, codes
 * do not.
 */
export const foreignCode = (error: unknown): string => find(error, MAX_DEPTH) ?? 'unknown';

function find(error: unknown, depth: number): string | undefined {
  if (typeof error !== 'object' || error === null || depth === 0) return undefined;
  const { code, cause, error: inner, errors }: Wrapping = error;
  if ((typeof code === 'string' || typeof code === 'number') && CODE.test(`${code}`)) return `${code}`;
  // Of several addresses that were tried in vain, the first one speaks for all.
  const [first]: unknown[] = Array.isArray(errors) ? errors : [];
  return find(cause, depth - 1) ?? find(inner, depth - 1) ?? find(first, depth - 1);
}
