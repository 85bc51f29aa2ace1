import { FunctionError } from '@lp-functions/platform';
import { SIGNATURE_METHODS, type SignatureMethod, usesRsa } from './signature.ts';
import type { OAuth1Credentials, SignableRequest, SignOptions } from './types.ts';

/** Of the protocol, what callers may set; everything else is set here. */
const OPTIONAL_PARAMETERS = new Set(['oauth_callback', 'oauth_verifier']);
/** What a header can carry: tabs and Latin-1 without control characters. */
const NOT_IN_HEADERS = /[^\t -~\x80-\xff]/;

/**
 * Refuses what would be signed in another form than it is sent, or not at all.
 * @throws `SIGNATURE_FAILED`
 */
export function checkSignable(
  { method, url, body }: SignableRequest,
  credentials: OAuth1Credentials,
  { signatureMethod = 'HMAC-SHA1', realm, timestamp, nonce, parameters }: SignOptions,
): void {
  if (!SIGNATURE_METHODS.includes(signatureMethod)) {
    throw refused(`signatureMethod: expected ${SIGNATURE_METHODS.join(', ')}`);
  }
  for (const name in parameters) {
    if (!OPTIONAL_PARAMETERS.has(name)) throw refused(`${name}: only oauth_callback and oauth_verifier`);
  }
  checkTexts(parameters);
  checkTexts({ method, url, nonce, realm, timestamp: `${timestamp}` });
  if (!(body instanceof Uint8Array)) checkTexts({ body });
  const { consumerKey, consumerSecret, token, tokenSecret, privateKey } = credentials;
  checkTexts({ consumerKey, consumerSecret, token, tokenSecret, privateKey });
  if (typeof timestamp === 'number' && !Number.isInteger(timestamp)) {
    throw refused('timestamp: expected whole seconds');
  }
  if (realm && NOT_IN_HEADERS.test(realm)) {
    throw refused('realm: expected Latin text without line breaks, which a header can carry');
  }
  for (const name of neededCredentials(signatureMethod, token)) {
    if (credentials[name] === undefined) throw refused(`${name} is missing; ${signatureMethod} needs it`);
  }
}

/** Objects of few and fixed names: one of all names costs as much as the rest of a signature. */
function checkTexts(texts: Record<string, unknown> | undefined): void {
  for (const name in texts) {
    const value = texts[name];
    // Half of a surrogate pair has no UTF-8: each side would replace it in its own way.
    if (value !== undefined && (typeof value !== 'string' || !value.isWellFormed())) {
      throw refused(`${name}: expected well-formed text, without halves of surrogate pairs`);
    }
  }
}

function neededCredentials(method: SignatureMethod, token: string | undefined): (keyof OAuth1Credentials)[] {
  if (usesRsa(method)) return ['consumerKey', 'privateKey'];
  return token === undefined
    ? ['consumerKey', 'consumerSecret']
    : ['consumerKey', 'consumerSecret', 'tokenSecret'];
}

const refused = (text: string) => new FunctionError('SIGNATURE_FAILED', text);
