import { FunctionError } from '@lp-functions/platform';
import { SIGNATURE_METHODS } from './signature.ts';
import type { OAuth1Credentials, SignableRequest, SignOptions } from './types.ts';

const refuse = (text: string) => {
  throw new FunctionError('SIGNATURE_FAILED', text);
};

/** Objects of few and fixed names: one of all names costs as much as the rest of a signature. */
function checkTexts(texts: Record<string, unknown> | undefined): void {
  for (const name in texts) {
    const value = texts[name];
    // Half of a surrogate pair has no UTF-8: each side would replace it in its own way.
    if (value !== undefined && (typeof value !== 'string' || !value.isWellFormed())) {
      refuse(`${name}: expected well-formed text`);
    }
  }
}

/**
 * Refuses what would be signed in another form than it is sent, or not at all.
 * @throws `SIGNATURE_FAILED`
 */
export function checkSignable(
  { method, url, body }: SignableRequest,
  { consumerKey, consumerSecret, token, tokenSecret, privateKey }: OAuth1Credentials,
  { signatureMethod = 'HMAC-SHA1', realm, timestamp, nonce, parameters }: SignOptions,
): void {
  if (!SIGNATURE_METHODS.includes(signatureMethod))
    refuse(`signatureMethod: expected ${SIGNATURE_METHODS.join(', ')}`);
  for (const name in parameters) {
    if (!/^oauth_(callback|verifier)$/.test(name)) refuse(`${name}: only oauth_callback and oauth_verifier`);
  }
  checkTexts(parameters);
  checkTexts({ method, url, nonce, realm, timestamp: `${timestamp}` });
  if (!(body instanceof Uint8Array)) checkTexts({ body });
  const credentials = { consumerKey, consumerSecret, token, tokenSecret, privateKey };
  checkTexts(credentials);
  if (typeof timestamp === 'number' && timestamp % 1 !== 0) refuse('timestamp: expected whole seconds');
  if (realm && /[^\t -~\x80-\xff]/.test(realm)) refuse('realm: expected Latin text without line breaks');
  const isRsa = signatureMethod.startsWith('RSA');
  const needed = ['consumerKey', isRsa ? 'privateKey' : 'consumerSecret'] as (keyof OAuth1Credentials)[];
  if (token !== undefined && !isRsa) needed.push('tokenSecret');
  for (const name of needed) {
    if (credentials[name] === undefined) refuse(`${name} is missing; ${signatureMethod} needs it`);
  }
}
