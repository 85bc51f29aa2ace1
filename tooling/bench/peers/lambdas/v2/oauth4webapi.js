// Client credentials as one writes them for V2 with oauth4webapi, which leaves caching to its caller.
import { Toolbelt } from 'core-functions-toolbelt';
import * as oauth from 'oauth4webapi';

const { TOKEN_URL, RESOURCE_URL } = process.env;
const server = { issuer: new URL(TOKEN_URL).origin, token_endpoint: TOKEN_URL };
let token;

async function accessToken() {
  if (token?.expiresAt > Date.now()) return token.value;
  const secrets = Toolbelt.SecretClient();
  const [id, secret] = await Promise.all([
    secrets.readSecret('clientId'),
    secrets.readSecret('clientSecret'),
  ]);
  const client = { client_id: id.value };
  const auth = oauth.ClientSecretPost(secret.value);
  const response = await oauth.clientCredentialsGrantRequest(server, client, auth, {});
  const { access_token, expires_in } = await oauth.processClientCredentialsResponse(server, client, response);
  token = { value: access_token, expiresAt: Date.now() + (expires_in - 60) * 1_000 };
  return access_token;
}

export async function lambda() {
  const headers = { authorization: `Bearer ${await accessToken()}` };
  const response = await fetch(RESOURCE_URL, { headers });
  return { statusCode: response.status, body: await response.json() };
}
