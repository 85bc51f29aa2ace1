import type { Run } from '@lp-functions/platform';
import { clientAssertion } from './client-assertion.ts';

/**
 * How the client authenticates at the token endpoint. There is no fallback from one to another.
 * - `client_secret_post`, `client_secret_basic`: RFC 6749 2.3.1, the latter with id and secret form-encoded
 * - `client_secret_basic_raw`: without the encoding, for servers that do not decode
 * - `private_key_jwt`: RFC 7523, RS256, ES256 or EdDSA by the kind of the key
 */
export const CLIENT_AUTHS = [
  'client_secret_post',
  'client_secret_basic',
  'client_secret_basic_raw',
  'private_key_jwt',
] as const;

export type ClientAuth = (typeof CLIENT_AUTHS)[number];

/** A client of an authorization server. */
export interface TokenClient {
  tokenUrl: string;
  clientAuth: ClientAuth;
  clientId: string;
  /** For `private_key_jwt` the private key, PEM or JWK. */
  clientSecret: string;
}

/** Which secret authenticates the client. */
export const clientSecretName = (clientAuth: ClientAuth) =>
  clientAuth === 'private_key_jwt' ? 'clientPrivateKey' : 'clientSecret';

/** The spelling in which a server might repeat what a form said. */
export const formEncode = (text: string) => `${new URLSearchParams([['', text]])}`.slice(1);

/**
 * Adds to a token request what tells the server who is asking, anew for each attempt.
 * @throws `SIGNATURE_FAILED`
 */
export function authenticate(
  run: Pick<Run, 'clock' | 'redactor'>,
  { tokenUrl, clientAuth, clientId, clientSecret }: TokenClient,
  headers: Record<string, string>,
  body: URLSearchParams,
): void {
  run.redactor.add(formEncode(clientId), formEncode(clientSecret));
  if (/basic/.test(clientAuth)) {
    const encode = clientAuth === 'client_secret_basic' ? formEncode : String;
    const credentials = Buffer.from(`${encode(clientId)}:${encode(clientSecret)}`).toString('base64');
    run.redactor.add(credentials);
    headers.authorization = `Basic ${credentials}`;
    return;
  }
  body.set('client_id', clientId);
  if (clientAuth === 'client_secret_post') {
    body.set('client_secret', clientSecret);
  } else {
    body.set('client_assertion_type', 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer');
    body.set('client_assertion', clientAssertion(run, clientId, clientSecret, tokenUrl));
  }
}
