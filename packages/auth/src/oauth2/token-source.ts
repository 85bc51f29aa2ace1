import {
  type HttpClient,
  type HttpRequest,
  type HttpResponse,
  type Instance,
  perInstance,
} from '@lp-functions/platform';

/** Where a run gets its access token. */
export interface TokenSource {
  /** A token that is good as far as one can know; kept from run to run. */
  get(): Promise<string>;
  /** Another one, after a 401. @returns `undefined` when there is none */
  renew(failed: string): Promise<string | undefined>;
}

/** A token that an instance keeps, and the work under way to replace it. */
export interface KeptToken {
  token: string;
  /** Milliseconds since the epoch. */
  until: number;
  flight?: Promise<string>;
}

const tokensOf = perInstance((): Record<string, KeptToken> => ({}));

/**
 * What the runs of one instance share.
 * @param key has to tell apart all that makes tokens different
 */
export function keptToken(instance: Instance, key: string): KeptToken {
  const tokens = tokensOf(instance);
  tokens[key] ??= { token: '', until: 0 };
  return tokens[key];
}

/** Sends a request with a bearer token (RFC 6750 2.1); after a 401 once more, the same, with another token. */
export async function sendWithToken(
  http: HttpClient,
  source: TokenSource,
  request: HttpRequest,
): Promise<HttpResponse> {
  const send = (token: string) =>
    http.send({ ...request, headers: { ...request.headers, authorization: `Bearer ${token}` } });
  const token = await source.get();
  const response = await send(token);
  const renewed = response.status === 401 && (await source.renew(token));
  return renewed ? send(renewed) : response;
}
