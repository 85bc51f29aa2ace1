import type { Run } from '@lp-functions/platform';
import { signAssertion } from './assertion.ts';

/**
 * How a client authenticates at the token endpoint. There is no fallback from one to another.
 * - `client_secret_post`, `client_secret_basic`: RFC 6749 2.3.1, the latter with id and secret form-encoded
 * - `client_secret_basic_raw`: without the encoding, for servers that do not decode
 * - `private_key_jwt`: RFC 7523 2.2, signed as `signAssertion` says
 */
export const CLIENT_AUTHS = [
  'client_secret_post',
  'client_secret_basic',
  'client_secret_basic_raw',
  'private_key_jwt',
] as const;

export type ClientAuth = (typeof CLIENT_AUTHS)[number];

/** A client of an authorization server. */
export interface AuthenticatedClient {
  tokenUrl: string;
  clientAuth: ClientAuth;
  clientId: string;
  /** For `private_key_jwt` the private key, PEM or JWK. */
  clientSecret: string;
  /** The account's name of the secret that holds it, for messages. @default `clientSecretName(clientAuth)` */
  secretName?: string;
  /** `aud` of the assertions of `private_key_jwt`. @default the token URL */
  assertionAudience?: string;
  /** `kid` of these assertions. @default the JWK's; a PEM has none */
  keyId?: string;
}

/** One that does not say who it is: the grant does, as an assertion can (RFC 7521 4.1). */
export interface AnonymousClient {
  tokenUrl: string;
  clientAuth: 'none';
}

export type TokenClient = AuthenticatedClient | AnonymousClient;

/** What tells the server who is asking. */
export interface Authentication {
  headers: Record<string, string>;
  parameters: Record<string, string>;
}

/** Which secret authenticates the client. */
export const clientSecretName = (clientAuth: ClientAuth) =>
  clientAuth === 'private_key_jwt' ? 'clientPrivateKey' : 'clientSecret';

/**
 * Made anew for each attempt: an assertion is good for one.
 * @throws `SIGNATURE_FAILED`
 */
export function authenticate(run: Pick<Run, 'clock' | 'redactor'>, client: TokenClient): Authentication {
  switch (client.clientAuth) {
    case 'none':
      return { headers: {}, parameters: {} };
    case 'client_secret_post':
      return {
        headers: {},
        parameters: { client_id: client.clientId, client_secret: client.clientSecret },
      };
    case 'client_secret_basic':
      return basic(run, formEncode(client.clientId), formEncode(client.clientSecret));
    case 'client_secret_basic_raw':
      return basic(run, client.clientId, client.clientSecret);
    case 'private_key_jwt':
      return {
        headers: {},
        parameters: {
          client_id: client.clientId,
          client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
          client_assertion: clientAssertion(run, client),
        },
      };
  }
}

function basic({ redactor }: Pick<Run, 'redactor'>, id: string, secret: string): Authentication {
  const credentials = Buffer.from(`${id}:${secret}`).toString('base64');
  redactor.add(credentials);
  return { headers: { authorization: `Basic ${credentials}` }, parameters: {} };
}

const clientAssertion = (run: Pick<Run, 'clock' | 'redactor'>, client: AuthenticatedClient): string =>
  signAssertion(
    run,
    {
      privateKey: client.clientSecret,
      secretName: client.secretName ?? clientSecretName(client.clientAuth),
      keyId: client.keyId,
    },
    { iss: client.clientId, sub: client.clientId, aud: client.assertionAudience ?? client.tokenUrl },
  );

/** As a value in a form is encoded (RFC 6749 appendix B). */
const formEncode = (text: string): string => new URLSearchParams({ text }).toString().slice('text='.length);
