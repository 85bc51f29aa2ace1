import type { IncomingHttpHeaders } from 'node:http';
import { baseString } from './base-string.ts';
import { type Parameter, parseAuthorization, parsePairs } from './parameters.ts';
import type { ReplayGuard } from './replay.ts';
import { bodyHash, checkSignature, methodNamed, type OAuth1Credentials } from './signature.ts';

/** A request as it arrived: nothing decoded, nothing normalised. */
export interface RawRequest {
  method: string;
  /** The request target, e.g. `/orders?a=b`, or an absolute URL. */
  target: string;
  /** Of the connection; used when the target is no absolute URL. @default 'http' */
  scheme?: 'http' | 'https';
  /** Lower-case names, as `node:http` gives them. */
  headers: IncomingHttpHeaders;
  body?: string | Uint8Array;
}

export interface VerifyOptions {
  /** Without it, timestamps and nonces only need the right form. */
  replay?: ReplayGuard;
  /** `required`: every request that is no form must carry `oauth_body_hash`. @default 'optional' */
  bodyHash?: 'required' | 'optional';
  /** The realm the header must name. */
  realm?: string;
}

export interface Verdict {
  ok: boolean;
  /** Why the request was refused. */
  reason?: string;
  /** Whenever the request could be read far enough. */
  baseString?: string;
  /** The protocol parameters, decoded. */
  oauth?: Record<string, string>;
}

const FORM = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** Headers a client may sign with; section 3.5 forbids to spread the parameters over several places. */
const REQUIRED = ['oauth_consumer_key', 'oauth_signature_method', 'oauth_signature'];

/**
 * Judges a request by RFC 5849 section 3.2, and by the body hash extension. It shares no code with the signer,
 * so that one mistake cannot be made twice.
 */
export function verifyOAuth1(
  request: RawRequest,
  credentials: OAuth1Credentials,
  options: VerifyOptions = {},
): Verdict {
  const verdict: Verdict = { ok: false };
  try {
    const reason = judge(request, credentials, options, verdict);
    return reason ? { ...verdict, reason } : { ...verdict, ok: true };
  } catch (error) {
    return { ...verdict, reason: (error as Error).message };
  }
}

/** @returns the reason to refuse. @throws for requests that cannot be read */
function judge(
  request: RawRequest,
  credentials: OAuth1Credentials,
  options: VerifyOptions,
  verdict: Verdict,
): string | undefined {
  const { headers } = request;
  const body = Buffer.from(request.body ?? '');
  const isForm = FORM.test(headers['content-type'] ?? '');
  const url = absoluteUrl(request);
  const parameters: Parameter[] = [];
  let realm: string | undefined;
  if (headers.authorization !== undefined) {
    const header = parseAuthorization(headers.authorization);
    parameters.push(...header.parameters);
    realm = header.realm;
  }
  parameters.push(...parsePairs(/\?([^#]*)/.exec(url)?.[1] ?? '', 'query'));
  if (isForm) parameters.push(...parsePairs(body.toString('latin1'), 'body'));

  verdict.baseString = baseString(request.method, url, parameters);
  const oauth = protocolParameters(parameters);
  verdict.oauth = oauth;

  for (const name of REQUIRED) if (!oauth[name]) return `${name} is missing`;
  const methodName = oauth.oauth_signature_method ?? '';
  const method = methodNamed(methodName);
  if (!method) return `the signature method ${methodName} is not supported`;
  if (method.kind !== 'plaintext' && (!oauth.oauth_timestamp || !oauth.oauth_nonce)) {
    return 'oauth_timestamp or oauth_nonce is missing';
  }
  if (oauth.oauth_timestamp !== undefined && !/^[1-9]\d*$/.test(oauth.oauth_timestamp)) {
    return 'oauth_timestamp is not a positive integer';
  }
  if (oauth.oauth_version !== undefined && oauth.oauth_version !== '1.0') return 'oauth_version is not 1.0';
  if (options.realm !== undefined && realm !== options.realm) return 'the realm is another one';
  if (oauth.oauth_consumer_key !== credentials.consumerKey) return 'oauth_consumer_key is unknown';
  if ((oauth.oauth_token || undefined) !== credentials.tokenKey) return 'oauth_token is missing or unknown';

  const given = oauth.oauth_body_hash;
  if (given !== undefined) {
    if (isForm) return 'oauth_body_hash must not be sent with a form';
    if (given !== bodyHash(method, body)) return 'oauth_body_hash does not fit the body';
  } else if (options.bodyHash === 'required' && !isForm) {
    return 'oauth_body_hash is missing';
  }
  const wrong = checkSignature(method, verdict.baseString, oauth.oauth_signature ?? '', credentials);
  if (wrong) return wrong;
  const { oauth_timestamp: timestamp, oauth_nonce: nonce } = oauth;
  if (timestamp === undefined || nonce === undefined) return undefined;
  return options.replay?.check(timestamp, nonce, `${credentials.consumerKey} ${credentials.tokenKey}`);
}

/** @throws when a parameter is repeated or the parameters come from more than one place */
function protocolParameters(parameters: readonly Parameter[]): Record<string, string> {
  const own = parameters.filter(({ name }) => name.toString().startsWith('oauth_'));
  const places = new Set(own.map(({ from }) => from));
  if (places.size > 1) throw new Error(`protocol parameters in ${[...places].join(' and ')}`);
  const found: Record<string, string> = {};
  for (const { name, value } of own) {
    if (Object.hasOwn(found, name.toString())) throw new Error(`${name} appears twice`);
    found[name.toString()] = value.toString();
  }
  return found;
}

function absoluteUrl({ target, scheme = 'http', headers }: RawRequest): string {
  if (/^[A-Za-z][\w+.-]*:\/\//.test(target)) return target;
  if (!headers.host) throw new Error('the Host header is missing');
  return `${scheme}://${headers.host}${target}`;
}
