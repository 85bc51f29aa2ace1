export interface HttpRequest {
  method: string;
  /** Absolute. */
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Longest accepted response body. @default 1 MiB */
  maxBytes?: number;
  /** Awaited before every attempt, for callers that pace their requests; what it throws ends the request. */
  pace?(): Promise<void>;
  /** When a failed attempt is repeated. @default never */
  retry?: RetryPolicy;
}

/**
 * - `idempotent`: after a network failure, a timeout, 429 or 5xx; for requests that may arrive twice.
 * - `unsent`: after 429, 503 or a failure before the request was sent; for requests that must not arrive twice.
 */
export type RetryPolicy = 'idempotent' | 'unsent';

export interface HttpResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  text: string;
}
