import type { HttpResponse } from './http/types.ts';
import type { Clock } from './run/clock.ts';

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

export type Exchange = (request: ExchangeRequest) => Promise<HttpResponse>;

/** The platform's secret storage, as it is: values arrive as string, number or JSON. */
export interface SecretStorage {
  /**
   * @param fresh bypasses V2's cache, which serves values up to five minutes old
   * @returns the value, without the `{ key, value }` around it
   * @throws what the toolbelt throws
   */
  read(name: string, fresh: boolean): Promise<unknown>;
  /** Replaces the value of a secret that exists. Neither toolbelt can create one. */
  update(name: string, value: unknown): Promise<unknown>;
}

/** What a generation of the platform offers. V1, V2 and the tests each provide one. */
export interface Host {
  exchange: Exchange;
  /** The same object in all runs of an instance: what one run leaves for the next is keyed by it. */
  secretStorage: SecretStorage;
  env: Record<string, string | undefined>;
  /** The account the function runs for, as the platform says it. */
  accountId: string | undefined;
  clock: Clock;
  /** A number from 0 up to 1, for jitter. Nothing secret depends on it. */
  random(): number;
}
