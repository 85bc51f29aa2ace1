import { isFormType } from '@lp-functions/platform';
import { checkSignable } from './check.ts';
import { createNonce } from './nonce.ts';
import { requestParameters } from './parameters.ts';
import { computeSignature, hashBody } from './signature.ts';
import { type ProtocolParameter, Signer } from './signer.ts';
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
  const { method, body = '' } = request;
  const { consumerKey, consumerSecret = '', tokenSecret, privateKey, privateKeyName } = credentials;
  const { signatureMethod = 'HMAC-SHA1', realm } = options;
  const { uri, query } = wireUrl(request.url, signatureMethod === 'PLAINTEXT');
  const isForm = hasFormBody(request.headers);
  const signer = new Signer({
    consumer: { key: consumerKey, secret: consumerSecret },
    hash_function: (base, key) =>
      computeSignature(signatureMethod, base, key, { privateKey, privateKeyName }),
  });

  const oauthParameters = protocolParameters(request, credentials, options, isForm);
  const encoded: ProtocolParameter[] = [];
  for (const name in oauthParameters) {
    encoded.push({ name, value: signer.percentEncode(oauthParameters[name] ?? '') });
  }
  const parameters = requestParameters(isForm ? `${query}&${oneCharPerByte(body)}` : query);
  // Sorted already, and as one among the others: no other name begins as these do.
  parameters.push({ name: 'oauth_', pair: encoded.map(({ name, value }) => `${name}=${value}`).join('&') });
  const baseString = signer.baseString(method, uri, parameters);
  const signature = signer.hash_function(baseString, signer.getSigningKey(tokenSecret));
  oauthParameters.oauth_signature = signature;
  encoded.push({ name: 'oauth_signature', value: signer.percentEncode(signature) });
  const url = query ? `${uri}?${query}` : uri;
  return { authorization: signer.authorization(encoded, realm), url, baseString, signature, oauthParameters };
}

/** What is signed beside the request's own parameters, by names in their order. */
function protocolParameters(
  { body = '' }: SignableRequest,
  { consumerKey, token }: OAuth1Credentials,
  options: SignOptions,
  isForm: boolean,
): Record<string, string> {
  const { signatureMethod = 'HMAC-SHA1', bodyHash, version = '1.0', parameters: extra } = options;
  const timestamp = options.timestamp ?? defaultTimestamp(signatureMethod);
  const nonce = options.nonce ?? (timestamp === undefined ? undefined : createNonce());
  const all: Record<string, string | number | null | undefined> = {
    oauth_body_hash: bodyHash && !isForm ? hashBody(signatureMethod, body) : undefined,
    oauth_callback: extra?.oauth_callback,
    oauth_consumer_key: consumerKey,
    oauth_nonce: nonce,
    oauth_signature_method: signatureMethod,
    oauth_timestamp: timestamp,
    oauth_token: token,
    oauth_verifier: extra?.oauth_verifier,
    oauth_version: version,
  };
  const given: Record<string, string> = {};
  for (const name in all) {
    const value = all[name];
    if (value !== undefined && value !== null) given[name] = `${value}`;
  }
  return given;
}

/** Now, in seconds; PLAINTEXT does not need it. */
const defaultTimestamp = (method: SignOptions['signatureMethod']) =>
  method === 'PLAINTEXT' ? undefined : Math.floor(Date.now() / 1_000);

function hasFormBody(headers: SignableRequest['headers']): boolean {
  for (const name in headers) {
    if (name.toLowerCase() === 'content-type' && isFormType(headers[name])) return true;
  }
  return false;
}

/** ASCII is that already; text as its UTF-8. */
function oneCharPerByte(body: string | Uint8Array): string {
  if (typeof body !== 'string') return Buffer.from(body).toString('latin1');
  return /^[ -~]*$/.test(body) ? body : Buffer.from(body).toString('latin1');
}
