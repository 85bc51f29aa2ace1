import type { FunctionError } from '../errors/function-error.ts';

export interface HttpRequest {
  method: string;
  /** Absolute. */
  url: string;
  headers?: Record<string, string>;
  body?: string;
  /** Longest accepted response body. @default 1 MiB */
  maxBytes?: number;
  /** When an attempt is repeated. @default never */
  retry?: RetryPolicy;
  /**
   * Called before each attempt. What it gives is laid over the request for that attempt: what is good only
   * once, such as a signature, a token or an assertion. What it throws ends the request.
   */
  prepare?(): Promise<Partial<HttpRequest>>;
}

export interface HttpResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  /** The body, decoded by the charset of its content type; U+FFFD stands for bytes that are no text in it. */
  text: string;
  /** The body as it came. Absent where a toolbelt hands over text only. */
  bytes?: Uint8Array;
}

/** What came of one attempt. */
export type Attempt =
  | { response: HttpResponse; error?: undefined }
  | { error: FunctionError; response?: undefined };

/** Whether an attempt is to be repeated. @param attemptsBefore 0 for the first one */
export type RetryPolicy = (attempt: Attempt, attemptsBefore: number) => boolean;
