import { ClientCredentials } from 'simple-oauth2';

const { origin, pathname } = new URL(process.env.TOKEN_URL);
let token;

/** With simple-oauth2, which brings an HTTP client of its own and knows when a token expires. */
async function accessToken(secrets) {
  if (!token || token.expired(60)) {
    const [id, secret] = await Promise.all(
      ['clientId', 'clientSecret'].map((name) => secrets.readSecret(name)),
    );
    const grant = new ClientCredentials({
      client: { id: id.value, secret: secret.value },
      auth: { tokenHost: origin, tokenPath: pathname },
      options: { authorizationMethod: 'body' },
    });
    token = await grant.getToken({});
  }
  return token.token.access_token;
}

/** Calls the API with it. */
export default async (secrets, _fetch, callApi) => callApi(await accessToken(secrets));
