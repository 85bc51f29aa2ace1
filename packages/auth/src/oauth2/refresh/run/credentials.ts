import { asText, type Run } from '@lp-functions/platform';
import {
  clientCredentialsGrant,
  clientSecretName,
  type Grant,
  jwtBearerGrant,
  refreshTokenGrant,
  type TokenClient,
} from '../../token-endpoint/index.ts';
import type { Connection, ConnectionSecret } from '../connections/connection.ts';
import type { SecretReader } from '../storage/secret-reader.ts';
import type { TokenSet } from '../storage/token-set.ts';

/** What a connection shows to its server: who asks, and why it should get tokens. */
export interface Credentials {
  client: TokenClient;
  grantFor(tokens: TokenSet): Grant;
}

/**
 * Reads the secrets that a connection needs besides its tokens.
 * @throws `SECRET_NOT_FOUND`, `SECRET_READ_FAILED`
 */
export async function readCredentials(
  run: Pick<Run, 'clock' | 'redactor'>,
  connection: Connection,
  reader: SecretReader,
): Promise<Credentials> {
  const { group } = connection;
  const { tokenUrl, scope } = group;
  if (group.grant === 'jwt_bearer' && group.assertion) {
    const { assertion } = group;
    const privateKey = await readClientSecret(connection, 'clientPrivateKey', reader);
    const key = { privateKey, secretName: connection.nameOf('clientPrivateKey') };
    return {
      // The assertion says who asks (RFC 7521 4.1).
      client: { tokenUrl, clientAuth: 'none' },
      grantFor: () => jwtBearerGrant(run, key, { ...assertion, scope }),
    };
  }
  const client = await readClient(connection, reader);
  if (group.grant === 'client_credentials') {
    const { audience, grantType } = group;
    return { client, grantFor: () => clientCredentialsGrant({ scope, audience, grantType }) };
  }
  return { client, grantFor: ({ refresh_token = '' }) => refreshTokenGrant(refresh_token, scope) };
}

async function readClient(connection: Connection, reader: SecretReader): Promise<TokenClient> {
  const { tokenUrl, clientAuth } = connection.group;
  const secret = clientSecretName(clientAuth);
  const [clientId, clientSecret] = await Promise.all([
    readClientSecret(connection, 'clientId', reader),
    readClientSecret(connection, secret, reader),
  ]);
  return { tokenUrl, clientAuth, clientId, clientSecret, secretName: connection.nameOf(secret) };
}

async function readClientSecret(
  { nameOf }: Connection,
  secret: ConnectionSecret,
  reader: SecretReader,
): Promise<string> {
  // A client id may be shown (RFC 6749 2.2).
  return asText(await reader.readOnce(nameOf(secret), { isIdentifier: secret === 'clientId' }));
}
