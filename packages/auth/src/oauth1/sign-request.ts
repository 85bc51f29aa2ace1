import { checkSignable } from './check.ts';
import { createNonce } from './nonce.ts';
import { requestParameters } from './parameters.ts';
import { computeSignature, hashBody } from './signature.ts';
import { Signer } from './signer.ts';
import type { OAuth1Credentials, SignableRequest, SignedRequest, SignOptions } from './types.ts';
import { wireUrl } from './wire-url.ts';

const FORM = /^\s*application\/x-www-form-urlencoded\s*(;|$)/i;

/**
 * Signs a request with OAuth 1.0a (RFC 5849 section 3) for one attempt: a server takes each nonce once.
 * @throws `SIGNATURE_FAILED` for a missing secret, a key that does not fit, and for what cannot be signed
 */
export function signRequest(
  request: SignableRequest,
  credentials: OAuth1Credentials,
  options: SignOptions = {},
): SignedRequest {
  checkSignable(request, credentials, options);
  const { method, headers = {}, body = '' } = request;
  const { consumerKey, consumerSecret = '', token, tokenSecret, privateKey } = credentials;
  const { signatureMethod = 'HMAC-SHA1', realm = '', version = '1.0' } = options;
  const isPlaintext = signatureMethod === 'PLAINTEXT';
  const url = wireUrl(request.url, isPlaintext);
  const bytes = Buffer.from(body as string);
  const isForm = Object.entries(headers).some(
    ([name, value]) => name.toLowerCase() === 'content-type' && FORM.test(value),
  );

  const timestamp = options.timestamp ?? (isPlaintext ? undefined : Math.floor(Date.now() / 1_000));
  const optional = {
    ...options.parameters,
    oauth_token: token,
    oauth_timestamp: timestamp,
    oauth_nonce: options.nonce ?? (timestamp && createNonce()),
    oauth_version: version,
    oauth_body_hash: options.bodyHash && !isForm ? hashBody(signatureMethod, bytes) : undefined,
  };
  const oauthParameters: Record<string, string> = {
    oauth_consumer_key: consumerKey,
    oauth_signature_method: signatureMethod,
  };
  for (const [name, value] of Object.entries(optional)) if (value != null) oauthParameters[name] = `${value}`;

  const signer = new Signer({
    consumer: { key: consumerKey, secret: consumerSecret },
    realm: realm.replace(/["\\]/g, '\\$&'),
    hash_function: (base, key) => computeSignature(signatureMethod, base, key, privateKey),
  });
  const query = url.slice(signer.getBaseUrl(url).length + 1);
  const parameters = requestParameters(isForm ? `${query}&${bytes.toString('latin1')}` : query);
  const baseString = signer.baseString(method, url, parameters, oauthParameters);
  const signature = signer.hash_function(baseString, signer.getSigningKey(tokenSecret));
  oauthParameters.oauth_signature = signature;
  const { Authorization: authorization } = signer.toHeader(oauthParameters as never);
  return { authorization, url, baseString, signature, oauthParameters };
}
