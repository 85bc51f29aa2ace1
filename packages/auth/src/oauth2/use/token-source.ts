import type { HttpClient, HttpRequest, HttpResponse } from '@lp-functions/platform';

/** Where a run gets its access token. */
export interface TokenSource {
  /** A token that is good as far as one can know; kept from run to run. */
  get(): Promise<string>;
  /** Another one, after a 401. @returns `undefined` when there is none, or none worth asking for */
  renew(failed: string): Promise<string | undefined>;
  /**
   * What the API made of a renewed token, so that one which refuses them all does not cost one at each run.
   */
  reportRenewal?(renewed: string, isAccepted: boolean): void;
}

/** One whose tokens somebody else refreshes. */
export interface StoredTokenSource extends TokenSource {
  /**
   * What the server said besides, such as Salesforce's `instance_url`; nothing with the storage `separate`.
   */
  members(): Promise<Record<string, unknown>>;
}

const UNAUTHORIZED = 401;

/**
 * Sends a request with a bearer token (RFC 6750 2.1); after a 401 once more, the same, with another token.
 */
export async function sendWithToken(
  http: HttpClient,
  source: TokenSource,
  request: HttpRequest,
): Promise<HttpResponse> {
  const send = (token: string) =>
    http.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  const token = await source.get();
  const response = await send(token);
  if (response.status !== UNAUTHORIZED) return response;
  const renewed = await source.renew(token);
  if (renewed === undefined) return response;
  const second = await send(renewed);
  source.reportRenewal?.(renewed, second.status !== UNAUTHORIZED);
  return second;
}
