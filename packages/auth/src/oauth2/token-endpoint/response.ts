import { asText, FunctionError, isObject, parseJson, type Redactor } from '@lp-functions/platform';

/** What a token endpoint grants. */
export interface TokenResponse {
  accessToken: string;
  /** `undefined` when the server returned none. */
  refreshToken: string | undefined;
  /** When the request that got it was sent: milliseconds since the epoch. */
  requestedAt: number;
  /**
   * Milliseconds since the epoch, counted from `requestedAt`; `undefined` when the server names no lifetime.
   */
  expiresAt: number | undefined;
  scope: string | undefined;
  /** As the server calls it. Whatever that is, the token is sent as `Bearer`. */
  tokenType: string;
  /** Whatever else the answer holds, such as Salesforce's `instance_url`; no ID token. */
  members: Members;
}

/**
 * Tokens; or, of an answer that is of no use otherwise, the new refresh token alone, because the one that was
 * sent may be spent: store it first, then fail with the error.
 */
export type TokenResult =
  | { tokens: TokenResponse; error?: undefined; rescuedRefreshToken?: undefined }
  | { tokens?: undefined; error: FunctionError; rescuedRefreshToken: string };

/** An answer, and what its reader has to know. */
export interface TokenAnswer {
  host: string;
  status: number;
  text: string;
  requestedAt: number;
}

type Members = Record<string, unknown>;

const MAX_QUOTED_CHARS = 200;
/** 30 years; a date cannot hold everything that a number can. */
const MAX_LIFETIME_MS = 1e12;
/** RFC 6749 A.12: printable ASCII. */
const ACCESS_TOKEN = /^[ -~]+$/;
/** What servers call a bearer token (RFC 6750), in lower case. */
const BEARER_TYPES = new Set([
  'bearer',
  // Apigee: https://docs.apigee.com/api-platform/security/oauth/access-tokens
  'bearertoken',
  // Slack says whose token it is: https://docs.slack.dev/reference/methods/oauth.v2.access
  'bot',
  'user',
  // So does eBay: https://developer.ebay.com/api-docs/static/oauth-client-credentials-grant.html
  'application access token',
  'user access token',
]);

/**
 * Reads what a token endpoint answered (RFC 6749 5); every token in it is redacted from now on.
 * @throws `TOKEN_REJECTED` for a refusal, its code as `reason`; `RATE_LIMITED` for 429 without one;
 * `RESPONSE_INVALID` for what is neither
 */
export function readTokenResponse(redactor: Redactor, answer: TokenAnswer): TokenResult {
  const { host, status, text, requestedAt } = answer;
  const parsed = parseJson(text);
  const members = isObject(parsed) ? parsed : {};
  redactTokens(redactor, members);
  const refusal = refusalOf(members, status);
  if (refusal) throw rejected(redactor, host, status, refusal);
  if (!isSuccess(status)) throw notGranted(answer);

  const { access_token, refresh_token, scope, token_type, expires_in, expires_in_sec, id_token, ...rest } =
    members;
  const error = faultOf(redactor, answer, members);
  if (error) {
    if (isFilledText(refresh_token)) return { error, rescuedRefreshToken: refresh_token };
    throw error;
  }
  const lifetimeMs = lifetimeMsOf(members);
  return {
    tokens: {
      accessToken: asText(access_token),
      refreshToken: isFilledText(refresh_token) ? refresh_token : undefined,
      requestedAt,
      expiresAt: lifetimeMs === undefined ? undefined : requestedAt + lifetimeMs,
      scope: isFilledText(scope) ? scope : undefined,
      tokenType: isFilledText(token_type) ? token_type : 'Bearer',
      members: rest,
    },
  };
}

const isSuccess = (status: number) => status >= 200 && status <= 299;

const isFilledText = (value: unknown): value is string => typeof value === 'string' && value !== '';

/** Those of nested objects, too: Slack puts a second token into `authed_user`. */
function redactTokens(redactor: Redactor, members: Members): void {
  for (const object of [members, ...Object.values(members).filter(isObject)]) {
    for (const [name, value] of Object.entries(object)) {
      if (name.endsWith('_token')) redactor.add(asText(value));
    }
  }
}

/** Why nobody can use the success, if so. */
function faultOf(
  redactor: Redactor,
  answer: TokenAnswer,
  { access_token, token_type }: Members,
): FunctionError | undefined {
  if (!isFilledText(access_token)) {
    return invalid(answer, 'without an access token in JSON; is the token URL that of a token endpoint?');
  }
  if (!ACCESS_TOKEN.test(access_token)) {
    return invalid(
      answer,
      'with an access token of other than printable ASCII characters, which cannot be sent',
    );
  }
  if (token_type && !BEARER_TYPES.has(asText(token_type).toLowerCase())) {
    const type = quote(redactor, token_type);
    return invalid(answer, `with a token of the type ${type}; only bearer tokens can be used, ask for one`);
  }
  return undefined;
}

/**
 * Zoho says seconds as `expires_in_sec` and then milliseconds as `expires_in`:
 * https://www.zoho.com/writer/help/api/v1/oauth-step4.html
 */
function lifetimeMsOf({ expires_in, expires_in_sec }: Members): number | undefined {
  const secs = Number.parseFloat(asText(expires_in_sec ?? expires_in));
  const isLifetime = Number.isFinite(secs) && secs >= 0;
  return isLifetime ? Math.min(secs * 1_000, MAX_LIFETIME_MS) : undefined;
}

interface Refusal {
  code: unknown;
  description: unknown;
}

/** What the server says against it, whatever the status: GitHub and Slack refuse with 200. */
function refusalOf(members: Members, status: number): Refusal | undefined {
  const { error, error_description, errors, message, response } = members;
  if (error) return { code: error, description: error_description ?? message };
  if (isSuccess(status)) return undefined;
  // HubSpot: https://developers.hubspot.com/docs/api/oauth/tokens
  if (isFilledText(members.status)) return { code: members.status, description: message };
  const first = firstError(errors) ?? firstError(isObject(response) ? response.errors : undefined);
  if (first) return { code: first.errorType ?? first.code, description: first.message };
  // Twitch has no code but the status: https://dev.twitch.tv/docs/authentication/getting-tokens-oauth
  if (members.status === status && isFilledText(message)) return { code: status, description: message };
  return undefined;
}

/**
 * Fitbit: https://dev.fitbit.com/build/reference/web-api/troubleshooting-guide/error-messages, FedEx:
 * https://developer.fedex.com/api/en-us/catalog/authorization/v1/docs.html, and UPS one level down:
 * https://developer.ups.com/api/reference/oauth/client-credentials
 */
function firstError(errors: unknown): Members | undefined {
  const first: unknown = Array.isArray(errors) ? errors[0] : undefined;
  return isObject(first) && (first.errorType || first.code) ? first : undefined;
}

/** What helps against the codes of RFC 6749 5.2. */
const REMEDIES: Record<string, string> = {
  invalid_client: 'check the client id, its secret or key, and how it authenticates',
  invalid_request: 'the server wants other parameters; check scope, audience, resource and the extra ones',
  invalid_scope: 'check the scope',
  unauthorized_client: 'allow this grant to the client, at the authorization server',
  unsupported_grant_type: 'the token URL is of a server that does not know this grant',
};

function rejected(redactor: Redactor, host: string, status: number, refusal: Refusal): FunctionError {
  const reason = quote(redactor, refusal.code);
  const description = refusal.description ? `: ${quote(redactor, refusal.description)}` : '';
  const remedy = REMEDIES[reason] ? ` (${REMEDIES[reason]})` : '';
  return new FunctionError('TOKEN_REJECTED', `${host} answered ${reason}${description}${remedy}`, {
    status,
    reason,
  });
}

/** What a server said, in one line. Redacted before it is cut: half a credential would not be recognised. */
const quote = (redactor: Redactor, value: unknown): string =>
  redactor.text(asText(value)).replace(/\s+/g, ' ').slice(0, MAX_QUOTED_CHARS);

/** For an answer that is no success and does not say why in the terms of OAuth. */
function notGranted(answer: TokenAnswer): FunctionError {
  const { host, status } = answer;
  if (status === 429) {
    return new FunctionError('RATE_LIMITED', `${host} answered 429; ask it for tokens less often`, {
      status,
    });
  }
  if (status >= 500) {
    return invalid(answer, 'and no token; the server has a problem of its own, try again later');
  }
  if (status >= 400) {
    return invalid(
      answer,
      'without an OAuth error, which a token endpoint would send; is the token URL right?',
    );
  }
  return invalid(
    answer,
    'and not a token; redirects are not followed with credentials, set the token URL to where it leads',
  );
}

const invalid = ({ host, status }: TokenAnswer, text: string) =>
  new FunctionError('RESPONSE_INVALID', `${host} answered ${status} ${text}`, { status });
