import {
  asText,
  FunctionError,
  type HttpRequest,
  isObject,
  parseJson,
  type RetryPolicy,
  type Run,
} from '@lp-functions/platform';
import { authenticate, formEncode, type TokenClient } from './client-auth.ts';

const MAX_BYTES = 65_536;
const MAX_DESCRIPTION_CHARS = 200;
/** 30 years; a date cannot hold everything that a number can. */
const MAX_LIFETIME_MS = 1e12;
/** RFC 6749 A.12: printable ASCII. */
const ACCESS_TOKEN = /^[ -~]+$/;
/** `BearerToken` is what Apigee says. */
const BEARER = /^bearer(token)?$/i;
/** Members that would be a second way to authenticate. */
const CREDENTIAL = /^client_(secret|assertion)/;

/** What a token endpoint grants. */
export interface TokenSet {
  accessToken: string;
  /** `undefined` when the server returned none. */
  refreshToken: string | undefined;
  /** When the request that got it was sent: milliseconds since the epoch. */
  requestedAt: number;
  /** Milliseconds since the epoch, counted from `requestedAt`; `undefined` when the server names no lifetime. */
  expiresAt: number | undefined;
  scope: string | undefined;
}

export interface TokenGrant {
  /** Of the grant, by their names in the protocol; an array repeats its name, what is empty is left out. */
  parameters: Record<string, string | readonly string[] | undefined>;
  /** Further parameters, from configuration. */
  extra?: Record<string, string>;
  retry: RetryPolicy;
  /** Awaited before every attempt. */
  pace?(): Promise<void>;
  /** Takes the refresh token of a success, even if the rest of the answer is of no use. */
  onRefreshToken?(token: string): void;
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/**
 * One token request (RFC 6749 3.2), repeated as `retry` says. What it sends and gets is redacted from now on.
 * @throws `TOKEN_REJECTED` for an OAuth error, its code in `reason`; `RESPONSE_INVALID` for any other answer
 * without a bearer token; `CONFIG_INVALID` for an extra parameter that the protocol sets; `SIGNATURE_FAILED`; and
 * what `http.send` throws
 */
export async function requestToken(
  run: Pick<Run, 'http' | 'clock' | 'redactor'>,
  client: TokenClient,
  { parameters, extra = {}, retry, pace, onRefreshToken }: TokenGrant,
): Promise<TokenSet> {
  const { redactor } = run;
  redactor.add(formEncode(asText(parameters.refresh_token)));
  let requestedAt = 0;
  const request: HttpRequest = {
    method: 'POST',
    url: client.tokenUrl,
    maxBytes: MAX_BYTES,
    retry,
    // An attempt is not a copy of the one before: an assertion is good for one, and lifetimes count from here.
    async prepare() {
      await pace?.();
      requestedAt = run.clock.now();
      const headers: Record<string, string> = {
        accept: 'application/json',
        'content-type': 'application/x-www-form-urlencoded',
      };
      const body = new URLSearchParams();
      for (const [name, value = []] of Object.entries(parameters)) {
        for (const item of [value].flat()) if (item) body.append(name, item);
      }
      authenticate(run, client, headers, body);
      for (const name in extra) {
        if (body.has(name) || CREDENTIAL.test(name)) {
          throw new FunctionError('CONFIG_INVALID', `OAUTH2_EXTRA_PARAMS: ${name} is set by the protocol`);
        }
        body.set(name, extra[name] as string);
      }
      return { headers, body: `${body}` };
    },
  };
  const { status, text } = await run.http.send(request).catch((error) => {
    if (error.code !== 'RESPONSE_TOO_LARGE') throw error;
    return { status: error.status, text: '' };
  });

  const parsed = parseJson(text);
  const { access_token, refresh_token, id_token, token_type, expires_in, scope, error, error_description } =
    isObject(parsed) ? parsed : ({} as Record<string, unknown>);
  redactor.add(asText(access_token), asText(refresh_token), asText(id_token));
  const { host } = new URL(client.tokenUrl);
  if (error) {
    // Scrubbed before it is cut: half a credential would not be recognised.
    const [cause = '', ...description] = [error, error_description]
      .filter(Boolean)
      .map((value) => redactor.text(asText(value)).replace(/\s+/g, ' ').slice(0, MAX_DESCRIPTION_CHARS));
    throw new FunctionError('TOKEN_REJECTED', [`${host} answered ${cause}`, ...description].join(': '), {
      status,
      reason: cause,
    });
  }
  const isSuccess = /^2/.test(`${status}`);
  const refreshToken = isText(refresh_token) ? refresh_token : undefined;
  if (isSuccess && refreshToken) onRefreshToken?.(refreshToken);
  const isGranted =
    isSuccess &&
    isText(access_token) &&
    ACCESS_TOKEN.test(access_token) &&
    BEARER.test(asText(token_type || 'bearer'));
  if (!isGranted) {
    throw new FunctionError(
      'RESPONSE_INVALID',
      `${host} answered ${status} without a bearer token in JSON; is the token URL right? Redirects are not followed`,
      { status },
    );
  }
  const lifetimeMs = Math.min(parseFloat(asText(expires_in)) * 1_000, MAX_LIFETIME_MS);
  return {
    accessToken: access_token,
    refreshToken,
    requestedAt,
    expiresAt: lifetimeMs >= 0 ? requestedAt + lifetimeMs : undefined,
    scope: isText(scope) ? scope : undefined,
  };
}
