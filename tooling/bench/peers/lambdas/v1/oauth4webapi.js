// Client credentials as one writes them for V1 with oauth4webapi, which leaves caching to its caller.
import { Toolbelt } from 'lp-faas-toolbelt';
import * as oauth from 'oauth4webapi';

const { TOKEN_URL, RESOURCE_URL } = process.env;
const server = { issuer: new URL(TOKEN_URL).origin, token_endpoint: TOKEN_URL };
let token;

const send = (url, { method, headers, body }) =>
  Toolbelt.HTTPClient()(url, {
    method,
    headers,
    body,
    simple: false,
    resolveWithFullResponse: true,
    followRedirect: false,
  });

async function fetch(url, options) {
  const { statusCode, headers, body } = await send(url, { ...options, body: `${options.body}` });
  return new Response(body, { status: statusCode, headers });
}

async function accessToken() {
  if (token?.expiresAt > Date.now()) return token.value;
  const secrets = Toolbelt.SecretClient();
  const [id, secret] = await Promise.all([
    secrets.readSecret('clientId'),
    secrets.readSecret('clientSecret'),
  ]);
  const client = { client_id: id.value };
  const auth = oauth.ClientSecretPost(secret.value);
  const response = await oauth.clientCredentialsGrantRequest(
    server,
    client,
    auth,
    {},
    { [oauth.customFetch]: fetch },
  );
  const { access_token, expires_in } = await oauth.processClientCredentialsResponse(server, client, response);
  token = { value: access_token, expiresAt: Date.now() + (expires_in - 60) * 1_000 };
  return access_token;
}

export async function lambda(_input, callback) {
  try {
    const headers = { authorization: `Bearer ${await accessToken()}` };
    const { statusCode, body } = await send(RESOURCE_URL, { method: 'GET', headers });
    callback(null, { statusCode, body: JSON.parse(body) });
  } catch (error) {
    callback(error);
  }
}
