interface Wrapped {
  code?: unknown;
  cause?: Wrapped;
  error?: Wrapped;
  errors?: Wrapped[];
}

const find = (error: Wrapped | null | undefined): unknown =>
  error ? (error.code ?? find(error.cause) ?? find(error.error) ?? find(error.errors?.[0])) : undefined;

/**
 * The code in an error that is not ours: of a toolbelt, fetch, request or request-promise, wrapped as deep as they
 * do; `unknown` if there is none. Their messages may quote the request or the value of a secret, codes do not.
 */
export const foreignCode = (error: unknown): string => `${find(error as Wrapped) ?? 'unknown'}`;
