import { generateKeyPair, type JsonWebKey, type KeyPairKeyObjectResult, randomBytes } from 'node:crypto';
import { promisify } from 'node:util';
import type { ClientMetadata, JWK } from 'oidc-provider';

/** A client, as a function's secrets need it. */
export interface TestClient {
  clientId: string;
  /** Empty for `private_key_jwt`. */
  clientSecret: string;
}

export interface TestClients {
  /** For a program on a person's machine: any port of 127.0.0.1 (RFC 8252), devices, and one registered URL. */
  native: TestClient;
  /** `client_secret_post` */
  post: TestClient;
  /** `client_secret_basic`; id and secret hold characters that have to be form-encoded (RFC 6749 2.3.1). */
  basic: TestClient;
  /** `private_key_jwt`, RS256. */
  jwt: TestClient & { privateKeyPem: string; privateKeyJwk: JsonWebKey };
}

/** One for the whole process: making it takes longer than starting the server. */
let keyPair: Promise<KeyPairKeyObjectResult> | undefined;

/** Fresh credentials for each server: nothing in the repository looks like a secret. */
export async function createClients(): Promise<{ clients: TestClients; metadata: ClientMetadata[] }> {
  keyPair ??= promisify(generateKeyPair)('rsa', { modulusLength: 2_048 });
  const { privateKey, publicKey } = await keyPair;
  const secret = () => randomBytes(24).toString('base64url');
  const clients: TestClients = {
    native: { clientId: 'client-native', clientSecret: secret() },
    post: { clientId: 'client-post', clientSecret: secret() },
    basic: { clientId: 'client basic+1', clientSecret: `a+b/c:d%20e&${secret()}` },
    jwt: {
      clientId: 'client-jwt',
      clientSecret: '',
      privateKeyPem: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      privateKeyJwk: privateKey.export({ format: 'jwk' }),
    },
  };
  const common = {
    grant_types: ['client_credentials', 'refresh_token', 'authorization_code'],
    redirect_uris: ['https://client.example.com/callback'],
    response_types: ['code' as const],
    id_token_signed_response_alg: 'ES256' as const,
  };
  const metadata: ClientMetadata[] = [
    {
      ...common,
      client_id: clients.native.clientId,
      client_secret: clients.native.clientSecret,
      token_endpoint_auth_method: 'client_secret_post',
      application_type: 'native',
      redirect_uris: ['http://127.0.0.1/callback', 'https://client.example.com/callback'],
      grant_types: ['authorization_code', 'refresh_token', 'urn:ietf:params:oauth:grant-type:device_code'],
    },
    {
      ...common,
      client_id: clients.post.clientId,
      client_secret: clients.post.clientSecret,
      token_endpoint_auth_method: 'client_secret_post',
    },
    {
      ...common,
      client_id: clients.basic.clientId,
      client_secret: clients.basic.clientSecret,
      token_endpoint_auth_method: 'client_secret_basic',
    },
    {
      ...common,
      client_id: clients.jwt.clientId,
      token_endpoint_auth_method: 'private_key_jwt',
      jwks: { keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'client', use: 'sig' } as JWK] },
    },
  ];
  return { clients, metadata };
}
