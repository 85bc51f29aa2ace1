import type { RetryPolicy } from './retry.ts';

export interface HttpRequest {
  method: string;
  /** Absolute. */
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Longest accepted response body. @default 1 MiB */
  maxBytes?: number;
  /** Awaited before every attempt, to pace it or to renew parts of this request; what it throws ends the request. */
  pace?(): Promise<void>;
  /** When a failed attempt is repeated. @default never */
  retry?: RetryPolicy;
}

export interface HttpResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  text: string;
}
