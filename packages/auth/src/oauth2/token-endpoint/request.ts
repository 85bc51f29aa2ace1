import { FunctionError, isFunctionError, type RetryPolicy, type Run } from '@lp-functions/platform';
import { authenticate, type TokenClient } from './client-authentication.ts';
import type { Grant } from './grants.ts';
import { readTokenResponse, type TokenResult } from './response.ts';

const MAX_BYTES = 65_536;
/** They would be a second way to authenticate. */
const CREDENTIALS = new Set(['client_secret', 'client_assertion', 'client_assertion_type']);

export interface TokenRequest extends Grant {
  /** Further parameters, from configuration. */
  extra?: Record<string, string>;
  /** Where they were configured, for messages. @default 'OAUTH2_EXTRA_PARAMS' */
  extraName?: string;
  retry: RetryPolicy;
}

/**
 * One token request (RFC 6749 3.2), repeated as `retry` says. What it sends and gets is redacted from now on.
 * @returns the tokens; or an error and the refresh token that has to be stored nevertheless
 * @throws `CONFIG_INVALID` for an extra parameter that the protocol sets; `SIGNATURE_FAILED`; what
 * `readTokenResponse` and `http.send` throw
 */
export async function requestToken(
  run: Pick<Run, 'http' | 'clock' | 'redactor'>,
  client: TokenClient,
  request: TokenRequest,
): Promise<TokenResult> {
  const { host } = new URL(client.tokenUrl);
  let requestedAt = 0;
  const sending = run.http.send({
    method: 'POST',
    url: client.tokenUrl,
    maxBytes: MAX_BYTES,
    retry: request.retry,
    // An attempt is no copy of the one before: an assertion is good for one, and lifetimes count from here.
    async prepare() {
      requestedAt = run.clock.now();
      const { headers, parameters } = authenticate(run, client);
      return {
        headers: {
          accept: 'application/json',
          'content-type': 'application/x-www-form-urlencoded',
          ...headers,
        },
        body: formOf(request, parameters).toString(),
      };
    },
  });
  const { status, text } = await sending.catch((error: unknown) => {
    if (isFunctionError(error) && error.code === 'RESPONSE_TOO_LARGE') throw tooLarge(host, error);
    throw error;
  });
  return readTokenResponse(run.redactor, { host, status, text, requestedAt });
}

/** @param authentication the parameters that say who asks */
function formOf(
  { parameters, assertion, extra = {}, extraName = 'OAUTH2_EXTRA_PARAMS' }: TokenRequest,
  authentication: Record<string, string>,
): URLSearchParams {
  const form = new URLSearchParams();
  for (const [name, value = ''] of Object.entries(parameters)) {
    const values = typeof value === 'string' ? [value] : value;
    for (const each of values.filter(Boolean)) form.append(name, each);
  }
  if (assertion) form.set('assertion', assertion());
  for (const [name, value] of Object.entries(authentication)) form.set(name, value);
  for (const [name, value] of Object.entries(extra)) {
    if (form.has(name) || CREDENTIALS.has(name)) {
      throw new FunctionError(
        'CONFIG_INVALID',
        `${extraName}: ${name} is set by the function; remove it there`,
      );
    }
    form.set(name, value);
  }
  return form;
}

const tooLarge = (host: string, { status }: FunctionError) =>
  new FunctionError(
    'RESPONSE_INVALID',
    `${host} answered ${status} with more than ${MAX_BYTES} bytes, which is no token; is the URL right?`,
    { status },
  );
