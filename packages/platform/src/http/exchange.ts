import { FunctionError } from '../errors/function-error.ts';

/** One request as it goes on the wire. Redirects are not followed: the credentials belong to this host. */
export interface ExchangeRequest {
  method: string;
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** A longer response body must fail with `RESPONSE_TOO_LARGE`, if possible before it is read to the end. */
  maxBytes: number;
  /** Takes what ends the request when nobody waits for its answer any more. Called at once. */
  setAbort(abort: () => void): void;
}

/** An answer of any status, header names in lower case. Its body as bytes where the generation
 * hands them over, else as text. */
export type ExchangeAnswer = { status: number; headers: Record<string, string> } & (
  | { bytes: Uint8Array; text?: string }
  | { text: string; bytes?: Uint8Array }
);

/** How a generation sends a request. */
export type Exchange = (request: ExchangeRequest) => Promise<ExchangeAnswer>;

/** The error for a body that is longer than the request allows. */
export const tooLarge = (url: string, maxBytes: number, status: number): FunctionError =>
  new FunctionError(
    'RESPONSE_TOO_LARGE',
    `${new URL(url).host} sent more than ${maxBytes} bytes (status ${status}); ask it for less at a time`,
    { status },
  );
