import * as oauth from 'oauth4webapi';

const { TOKEN_URL } = process.env;
const server = { issuer: new URL(TOKEN_URL).origin, token_endpoint: TOKEN_URL };

/** Refreshes the one stored token with oauth4webapi, which leaves storing to its caller. */
export default async function refresh(secrets, fetch) {
  const [id, secret, token] = await Promise.all(
    ['clientId', 'clientSecret', 'refreshToken'].map((name) => secrets.readSecret(name)),
  );
  const client = { client_id: id.value };
  const auth = oauth.ClientSecretPost(secret.value);
  const options = { [oauth.customFetch]: fetch };
  const response = await oauth.refreshTokenGrantRequest(server, client, auth, token.value, options);
  const granted = await oauth.processRefreshTokenResponse(server, client, response);
  await secrets.updateSecret({ key: 'refreshToken', value: granted.refresh_token });
  await secrets.updateSecret({ key: 'accessToken', value: granted.access_token });
  return { refreshed: 1 };
}
