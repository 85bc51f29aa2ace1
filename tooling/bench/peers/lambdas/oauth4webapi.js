import * as oauth from 'oauth4webapi';

const { TOKEN_URL } = process.env;
const server = { issuer: new URL(TOKEN_URL).origin, token_endpoint: TOKEN_URL };
let token;

/** With oauth4webapi, which leaves caching to its caller. */
async function accessToken(secrets, fetch) {
  if (token?.expiresAt > Date.now()) return token.value;
  const [id, secret] = await Promise.all([
    secrets.readSecret('clientId'),
    secrets.readSecret('clientSecret'),
  ]);
  const client = { client_id: id.value };
  const auth = oauth.ClientSecretPost(secret.value);
  const options = { [oauth.customFetch]: fetch };
  const response = await oauth.clientCredentialsGrantRequest(server, client, auth, {}, options);
  const granted = await oauth.processClientCredentialsResponse(server, client, response);
  token = { value: granted.access_token, expiresAt: Date.now() + (granted.expires_in - 60) * 1_000 };
  return token.value;
}

/** Calls the API with it. */
export default async (secrets, fetch, callApi) => callApi(await accessToken(secrets, fetch));
