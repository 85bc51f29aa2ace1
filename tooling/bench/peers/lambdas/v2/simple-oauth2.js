// Client credentials as one writes them for V2 with simple-oauth2, which brings an HTTP client of its own.
import { Toolbelt } from 'core-functions-toolbelt';
import { ClientCredentials } from 'simple-oauth2';

const { TOKEN_URL, RESOURCE_URL } = process.env;
const { origin, pathname } = new URL(TOKEN_URL);
let token;

async function accessToken() {
  if (token && !token.expired(60)) return token.token.access_token;
  const secrets = Toolbelt.SecretClient();
  const [id, secret] = await Promise.all([
    secrets.readSecret('clientId'),
    secrets.readSecret('clientSecret'),
  ]);
  const client = new ClientCredentials({
    client: { id: id.value, secret: secret.value },
    auth: { tokenHost: origin, tokenPath: pathname },
    options: { authorizationMethod: 'body' },
  });
  token = await client.getToken({});
  return token.token.access_token;
}

export async function lambda() {
  const headers = { authorization: `Bearer ${await accessToken()}` };
  const response = await fetch(RESOURCE_URL, { headers });
  return { statusCode: response.status, body: await response.json() };
}
