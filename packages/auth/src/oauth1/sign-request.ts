import { isFormType } from '@lp-functions/platform';
import { checkSignable } from './check.ts';
import { createNonce } from './nonce.ts';
import { requestParameters } from './parameters.ts';
import { computeSignature, hashBody } from './signature.ts';
import { Signer } from './signer.ts';
import type { OAuth1Credentials, SignableRequest, SignedRequest, SignOptions } from './types.ts';
import { wireUrl } from './wire-url.ts';

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
  const { method, headers, body = '' } = request;
  const { consumerKey, consumerSecret = '', token, tokenSecret, privateKey } = credentials;
  const { signatureMethod = 'HMAC-SHA1', realm, version = '1.0', parameters: extra } = options;
  const isPlaintext = signatureMethod === 'PLAINTEXT';
  const [uri, query] = wireUrl(request.url, isPlaintext);
  let isForm = false;
  for (const name in headers) isForm ||= /^content-type$/i.test(name) && isFormType(headers[name]);

  const timestamp = options.timestamp ?? (isPlaintext ? undefined : Math.floor(Date.now() / 1_000));
  const optional: Record<string, string | number | null | undefined> = {
    oauth_body_hash: options.bodyHash && !isForm ? hashBody(signatureMethod, body) : null,
    oauth_callback: extra?.oauth_callback,
    oauth_consumer_key: consumerKey,
    oauth_nonce: options.nonce ?? (timestamp === undefined ? null : createNonce()),
    oauth_signature_method: signatureMethod,
    oauth_timestamp: timestamp,
    oauth_token: token,
    oauth_verifier: extra?.oauth_verifier,
    oauth_version: version,
  };
  const signer = new Signer({
    consumer: { key: consumerKey, secret: consumerSecret },
    hash_function: (base, key) => computeSignature(signatureMethod, base, key, privateKey),
  });
  const oauthParameters: Record<string, string> = {};
  const encoded: string[] = [];
  for (const name in optional) {
    if (optional[name] == null) continue;
    const value = `${optional[name]}`;
    oauthParameters[name] = value;
    encoded.push(`${name}=${signer.percentEncode(value)}`);
  }
  const parameters = requestParameters(isForm ? `${query}&${oneCharPerByte(body)}` : query);
  // Sorted already, and as one among the others: no other name begins as these do.
  parameters.push(['oauth_', encoded.join('&')]);
  const baseString = signer.baseString(method, uri, parameters);
  const signature = signer.hash_function(baseString, signer.getSigningKey(tokenSecret));
  oauthParameters.oauth_signature = signature;
  encoded.push(`oauth_signature=${signer.percentEncode(signature)}`);
  const url = query ? `${uri}?${query}` : uri;
  return { authorization: signer.authorization(encoded, realm), url, baseString, signature, oauthParameters };
}

const oneCharPerByte = (body: string | Uint8Array): string =>
  typeof body === 'string' && /^[ -~]*$/.test(body) ? body : Buffer.from(body as string).toString('latin1');
